import type { CountName, Task } from './action.ts';

/** The counts that are told, the weightiest first. */
export const countOrder = [
  'create',
  'update',
  'delete',
  'failed',
  'skipped',
  'unchanged',
] as const satisfies readonly CountName[];

const done: Record<CountName, string> = {
  create: 'created',
  update: 'updated',
  delete: 'deleted',
  failed: 'failed',
  skipped: 'skipped',
  unchanged: 'unchanged',
};
const planned: Record<CountName, string> = { ...done, create: 'to create', update: 'to update', delete: 'to delete' };

/** What a run did, or in a dry run would do, in one line, e.g. "3 created, 1 failed". */
export function countWords({ counts, dry_run }: Pick<Task, 'counts' | 'dry_run'>): string {
  const said = dry_run ? planned : done;
  const parts = countOrder.filter((name) => counts[name] > 0).map((name) => `${counts[name]} ${said[name]}`);
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}
