import { isFinished } from '../../../domain/sync/task.ts';
import { ServiceError } from '../../../errors.ts';
import type { StoredTask } from '../../../store/tasks.ts';
import type { Deps } from '../../deps.ts';
import { findIntegration, findPull, findPush } from '../actions/find-action.ts';
import { findTask, type TaskPath } from './find-task.ts';
import { type RequestRunDeps, requestRun } from './request-run.ts';

/**
 * Runs what failed in a task again, and nothing else: planned anew, since what it failed for may be gone. Rejects with
 * `object.not-found`, `integration.not-writable`, or `task.nothing-failed`.
 */
export async function retryTask(deps: RequestRunDeps & Pick<Deps, 'rows'>, path: TaskPath): Promise<StoredTask> {
  const task = await findTask(deps, path);
  const integration = await findIntegration(deps, path);
  if (!isFinished(task) || (task.state !== 'failure' && task.counts.failed === 0)) {
    throw new ServiceError('task.nothing-failed');
  }
  const action = path.kind === 'pull' ? await findPull(deps, path) : await findPush(deps, path);
  if (action.kind === 'push' && !integration.writable) throw new ServiceError('integration.not-writable');
  return requestRun(deps, action, { reason: 'retry requested', dryRun: task.dryRun, retryOf: task.id });
}
