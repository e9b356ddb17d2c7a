import { count, type Task } from '../../../domain/sync/task.ts';
import { readSteps } from '../../../store/steps.ts';
import type { StoredTask } from '../../../store/tasks.ts';
import { closeTask } from './close-task.ts';
import type { RunDeps } from './run.ts';
import { saveTask } from './save-task.ts';

type FinishDeps = Pick<RunDeps, 'rows' | 'clock' | 'news' | 'log'>;

/** Ends a task. Rejects with `TaskChanged`. */
export async function finishTask(
  deps: FinishDeps,
  task: StoredTask,
  end: Pick<Task, 'state'> & Partial<Task>,
): Promise<StoredTask> {
  const closing = { phase: 'done', waiting: undefined, finishedAt: deps.clock.now() } as const;
  const finished = await saveTask(deps, task, { ...closing, ...end });
  await closeTask(deps, finished);
  return finished;
}

/**
 * Ends a task in the middle: as failed, for this reason. What was carried out of the steps that it had begun is counted.
 * Rejects with `TaskChanged`.
 */
export async function stopTask(
  deps: FinishDeps,
  task: StoredTask,
  error: { code: string; detail: string },
): Promise<StoredTask> {
  const begun = await readSteps(deps.rows, task.id, task.cursor, Math.max(task.cursor, task.attempted));
  const counts = count(
    task.counts,
    begun.filter(({ state }) => state !== 'planned'),
  );
  return finishTask(deps, task, { counts, error, state: 'failure' });
}
