import pLimit from 'p-limit';
import { timeOfTaskId } from '../../../domain/sync/task-id.ts';
import { fillPlaces } from '../../../domain/sync/waiting-line.ts';
import { shouldNudge, watchTask } from '../../../domain/sync/watch-task.ts';
import { deleteOpenTask, listOpenTasks, noteOpenTask, type StoredOpenTask } from '../../../store/open-tasks.ts';
import { getTask } from '../../../store/tasks.ts';
import { listWaitingTasks, type StoredWaitingTask, takeWaitingTask } from '../../../store/waiting-tasks.ts';
import type { Deps } from '../../deps.ts';
import { limitsOf } from '../../limits/limits-of.ts';
import { type FoundTask, observeLook } from '../../telemetry/observe-look.ts';
import { callTask } from './call-next.ts';
import { closeTask } from './close-task.ts';
import { jobOf } from './request-run.ts';
import { vaultLease } from './vault-lease.ts';

const looksAtOnce = 16;
/** Shortest that there is: it is given back at once. */
const leaseSeconds = 15;

type WatchDeps = Pick<Deps, 'rows' | 'jobs' | 'news' | 'leases' | 'clock' | 'log' | 'limits' | 'telemetry'>;

/**
 * Looks through all tasks that are not finished, and asks for work on those that stand still although nobody works on
 * their vault: the worker died, or the message was never sent. Asking too often does no harm. Costs two ranges, and for each
 * task a lookup and at most a write, one that stands still a lease as well; those that wait for their turn cost nothing but a
 * write when they begin to after they were under way.
 * Where fewer of an organization are under way than it has places, the next ones are called.
 */
export function watchTasks(deps: WatchDeps): Promise<void> {
  return observeLook(deps, (found) => watchAll(deps, found));
}

async function watchAll(deps: WatchDeps, found: FoundTask[]): Promise<void> {
  // First those that wait: each of them is listed as open as well, until it is over.
  const waiting = await listWaitingTasks(deps.rows);
  const open = await listOpenTasks(deps.rows);
  const openIds = new Set(open.map(({ taskId }) => taskId));
  const waitingIds = new Set(waiting.map(({ taskId }) => taskId));
  const underWay = open.filter(({ taskId }) => !waitingIds.has(taskId));
  const limit = pLimit(looksAtOnce);
  await limit.map(underWay, (task) => logged(deps, task, () => watch(deps, task, found)));
  const held = open.filter(({ taskId }) => waitingIds.has(taskId));
  await limit.map(held, (task) => logged(deps, task, () => noteHeld(deps, task, found)));
  const lines = Map.groupBy(waiting, ({ organizationId }) => organizationId);
  await limit.map([...lines], async ([organizationId, line]) => {
    const working = underWay.filter((task) => task.organizationId === organizationId);
    await logged(deps, { organizationId }, () => watchLine(deps, organizationId, { line, openIds, working }));
  });
}

/** What cannot be read must not keep the rest from being looked at. */
async function logged(
  { log }: WatchDeps,
  { taskId, organizationId }: { taskId?: string; organizationId: string },
  look: () => Promise<void>,
): Promise<void> {
  try {
    await look();
  } catch (error) {
    log.error('task.not-watched', { taskId, organizationId, error });
  }
}

/** Calls those for whom there are places that nobody has told them of, and forgets those that are over. */
async function watchLine(
  deps: WatchDeps,
  organizationId: string,
  {
    line,
    openIds,
    working,
  }: { line: readonly StoredWaitingTask[]; openIds: ReadonlySet<string>; working: readonly StoredOpenTask[] },
): Promise<void> {
  const { tasksAtOnce } = await limitsOf(deps, organizationId);
  const open = line.filter(({ taskId }) => openIds.has(taskId));
  const integrations = working.map(({ integrationId }) => integrationId);
  const called = new Set(fillPlaces(open, integrations, tasksAtOnce).map(({ taskId }) => taskId));
  for (const task of line) {
    if (called.has(task.taskId)) await callTask(deps, task);
    else if (!openIds.has(task.taskId)) await takeWaitingTask(deps.rows, task);
  }
}

/** A task that is back in the line is under way no more. */
async function noteHeld({ rows }: WatchDeps, open: StoredOpenTask, found: FoundTask[]): Promise<void> {
  found.push({ since: new Date(timeOfTaskId(open.taskId)), state: 'held' });
  if (open.underWaySince !== undefined) await noteOpenTask(rows, { ...open, underWaySince: undefined });
}

async function watch(deps: WatchDeps, open: StoredOpenTask, found: FoundTask[]): Promise<void> {
  const task = await getTask(deps.rows, open.organizationId, open.actionId, open.taskId);
  const decision = watchTask(open, task, deps.clock.now());
  if (decision.kind === 'forget') {
    return task === undefined ? deleteOpenTask(deps.rows, open.taskId) : closeTask(deps, task);
  }
  const { watched } = decision;
  const seen: FoundTask = { since: watched.underWaySince, state: 'under way' };
  found.push(seen);
  const isFree = decision.kind === 'look' && (await isVaultFree(deps, open));
  if (!isFree) {
    if (watched.seen !== open.seen || open.underWaySince === undefined) {
      await noteOpenTask(deps.rows, { ...open, ...watched });
    }
    return;
  }
  seen.state = 'stalled';
  const idle = open.idle + 1;
  await noteOpenTask(deps.rows, { ...open, ...watched, idle });
  if (!shouldNudge(idle)) return;
  const { taskId, organizationId, integrationId, actionId } = open;
  deps.log.warn('task.stood-still', { taskId, organizationId, integrationId, actionId, idle });
  await deps.jobs.enqueueTask(jobOf({ id: taskId, organizationId, integrationId, actionId }));
}

async function isVaultFree(deps: WatchDeps, open: StoredOpenTask): Promise<boolean> {
  const lease = await deps.leases.acquire(await vaultLease(deps, open), leaseSeconds);
  await lease?.release();
  return lease !== undefined;
}
