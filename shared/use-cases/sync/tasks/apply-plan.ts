import { noCounts } from '../../../domain/sync/task.ts';
import { ServiceError } from '../../../errors.ts';
import { putOpenTask } from '../../../store/open-tasks.ts';
import { replaceTask, type StoredTask } from '../../../store/tasks.ts';
import { untilUncontended } from '../../configuration/until-uncontended.ts';
import type { Deps } from '../../deps.ts';
import { findIntegration } from '../actions/find-action.ts';
import { findTask, type TaskPath } from './find-task.ts';
import { jobOf } from './request-run.ts';

/**
 * Lets a dry run be carried out, exactly as it was planned: the same task goes on with its steps. What has changed since
 * is refused step by step. Rejects with `object.not-found`, `task.not-plan`, `integration.not-writable`, or
 * `push.confirm-deletes` when the plan has to be confirmed and is not.
 */
export async function applyPlan(
  deps: Pick<Deps, 'rows' | 'jobs' | 'clock'>,
  path: TaskPath,
  { confirmed }: { confirmed: boolean },
): Promise<StoredTask> {
  const integration = await findIntegration(deps, path);
  if (path.kind === 'push' && !integration.writable) throw new ServiceError('integration.not-writable');
  const task = await untilUncontended(async () => {
    const found = await findTask(deps, path);
    if (!found.dryRun || found.state !== 'success') throw new ServiceError('task.not-plan');
    if (found.confirmation !== undefined && !confirmed) {
      throw new ServiceError('push.confirm-deletes', found.confirmation);
    }
    const { id: taskId, organizationId, integrationId, actionId } = found;
    await putOpenTask(deps.rows, { taskId, organizationId, integrationId, actionId, idle: 0 });
    const now = deps.clock.now();
    return replaceTask(deps.rows, {
      ...found,
      reason: 'plan applied',
      dryRun: false,
      appliesPlan: true,
      state: 'queued',
      phase: 'applying',
      counts: { ...noCounts, unchanged: found.untouched },
      modifiedAt: now,
      plannedAt: now,
      startedAt: undefined,
      finishedAt: undefined,
    });
  });
  await deps.jobs.enqueueTask(jobOf(task));
  return task;
}
