import type { ApiAnswer } from '../story/api-client.ts';

/** The answer's body; throws when it has another status. */
// biome-ignore lint/suspicious/noExplicitAny: a client that looks at what comes, as any script would
export function must(status: number, answer: ApiAnswer): any {
  if (answer.status !== status)
    throw new Error(`${answer.status} instead of ${status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}
