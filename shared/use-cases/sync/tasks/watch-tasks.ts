import pLimit from 'p-limit';
import { shouldNudge, watchTask } from '../../../domain/sync/watch-task.ts';
import { deleteOpenTask, listOpenTasks, noteOpenTask, type StoredOpenTask } from '../../../store/open-tasks.ts';
import { getTask } from '../../../store/tasks.ts';
import type { Deps } from '../../deps.ts';
import { type FoundTask, observeLook } from '../../telemetry/observe-look.ts';
import { closeTask } from './close-task.ts';
import { jobOf } from './request-run.ts';
import { vaultLease } from './vault-lease.ts';

const looksAtOnce = 16;
/** Shortest that there is: it is given back at once. */
const leaseSeconds = 15;

type WatchDeps = Pick<Deps, 'rows' | 'jobs' | 'news' | 'leases' | 'clock' | 'log' | 'telemetry'>;

/**
 * Looks through all tasks that are not finished, and asks for work on those that stand still although nobody works on
 * their vault: the worker died, or the message was never sent. Asking too often does no harm. Costs a range, and for each
 * task a lookup and at most a write; one that stands still a lease as well.
 */
export function watchTasks(deps: WatchDeps): Promise<void> {
  return observeLook(deps, (found) => watchAll(deps, found));
}

async function watchAll(deps: WatchDeps, found: FoundTask[]): Promise<void> {
  const open = await listOpenTasks(deps.rows);
  await pLimit(looksAtOnce).map(open, async (task) => {
    try {
      await watch(deps, task, found);
    } catch (error) {
      // One that cannot be read must not keep the others from being looked at.
      deps.log.error('task.not-watched', { taskId: task.taskId, organizationId: task.organizationId, error });
    }
  });
}

async function watch(deps: WatchDeps, open: StoredOpenTask, found: FoundTask[]): Promise<void> {
  const task = await getTask(deps.rows, open.organizationId, open.actionId, open.taskId);
  const decision = watchTask(open, task, deps.clock.now());
  if (decision.kind === 'forget') {
    return task === undefined ? deleteOpenTask(deps.rows, open.taskId) : closeTask(deps, task);
  }
  const seen: FoundTask = { createdAt: task?.createdAt, stalled: false };
  found.push(seen);
  if (decision.kind === 'leave') {
    if (decision.watched.seen !== open.seen || decision.watched.idle !== open.idle) {
      await noteOpenTask(deps.rows, { ...open, ...decision.watched });
    }
    return;
  }
  const lease = await deps.leases.acquire(await vaultLease(deps, open), leaseSeconds);
  if (lease === undefined) return;
  await lease.release();
  seen.stalled = true;
  const idle = open.idle + 1;
  await noteOpenTask(deps.rows, { ...open, idle });
  if (!shouldNudge(idle)) return;
  const { taskId, organizationId, integrationId, actionId } = open;
  deps.log.warn('task.stood-still', { taskId, organizationId, integrationId, actionId, idle });
  await deps.jobs.enqueueTask(jobOf({ id: taskId, organizationId, integrationId, actionId }));
}
