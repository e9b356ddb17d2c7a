import { toProblem } from './problem.ts';

/** What the API says is wrong with a field of the form; nothing while it was not refused for that. */
export function faultOf(error: unknown, field: string): string | undefined {
  return error === null ? undefined : toProblem(error).fields[field];
}
