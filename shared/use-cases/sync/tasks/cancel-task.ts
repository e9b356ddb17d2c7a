import { isFinished } from '../../../domain/sync/task.ts';
import { ServiceError } from '../../../errors.ts';
import { replaceTask, type StoredTask } from '../../../store/tasks.ts';
import { untilUncontended } from '../../configuration/until-uncontended.ts';
import type { Deps } from '../../deps.ts';
import { closeTask } from './close-task.ts';
import { findTask, type TaskPath } from './find-task.ts';
import { jobOf } from './request-run.ts';
import { cancelled } from './run-task.ts';

/**
 * Ends a run: at once, when it has not begun; otherwise its worker ends it, after the steps that are under way. What was
 * done stays. Rejects with `object.not-found`, or `task.finished`.
 */
export async function cancelTask(
  deps: Pick<Deps, 'rows' | 'jobs' | 'news' | 'clock' | 'log'>,
  path: TaskPath,
): Promise<StoredTask> {
  const task = await untilUncontended(async () => {
    const found = await findTask(deps, path);
    if (isFinished(found)) throw new ServiceError('task.finished');
    const now = deps.clock.now();
    if (found.state !== 'queued' || found.phase !== 'planning') {
      return replaceTask(deps.rows, { ...found, cancelRequested: true, modifiedAt: now });
    }
    const end = { state: 'failure', phase: 'done', error: cancelled, modifiedAt: now, finishedAt: now } as const;
    return replaceTask(deps.rows, { ...found, cancelRequested: true, ...end });
  });
  if (isFinished(task)) await closeTask(deps, task);
  // A task that waits, or whose worker has died, has nobody else to end it.
  else await deps.jobs.enqueueTask(jobOf(task));
  return task;
}
