import type { Task } from './action.ts';

/** Reasons that have the API's word for an import in them. */
const said: Record<string, string> = { 'pull created': 'import created' };

/** Why there is a run, e.g. "sync requested". */
export function reasonWords({ reason }: Pick<Task, 'reason'>): string | undefined {
  return said[reason ?? ''] ?? reason ?? undefined;
}
