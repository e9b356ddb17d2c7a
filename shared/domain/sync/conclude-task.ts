import type { Task, TaskCounts } from './task.ts';

/** How a task ends whose steps are all through: one failed step makes it a failure. */
export function concludeTask(counts: TaskCounts, stepCount: number, dryRun: boolean): Pick<Task, 'state' | 'error'> {
  // A dry run has done what it was for when it could tell what would happen.
  if (counts.failed === 0 || dryRun) return { state: 'success' };
  const detail = `${counts.failed} of ${stepCount} ${stepCount === 1 ? 'step' : 'steps'} failed; each says why.`;
  return { state: 'failure', error: { code: 'task.steps-failed', detail } };
}
