import { mayTry } from '../../../domain/sync/waiting-line.ts';
import type { TaskJob } from '../../../ports/jobs.ts';
import { firstWaitingTasks, putWaitingTask } from '../../../store/waiting-tasks.ts';
import type { Deps } from '../../deps.ts';
import { limitsOf } from '../../limits/limits-of.ts';
import { type Leased, withLease } from './with-lease.ts';

type TurnDeps = Pick<Deps, 'rows' | 'leases' | 'clock' | 'limits'>;

/** `waits`: the task is in the line of its organization, and is called when it is its turn. */
export type Turn<T> = { kind: 'done'; result: T } | { kind: 'waits'; for: 'place' | 'vault' };

/**
 * Works on a task in one of the places that its organization has, on all instances together, while nobody else works on
 * its vault. A place is a lease: that of a worker which died runs out by the storage's clock. Otherwise the task goes
 * into the line, and its message is done with: the line costs no queue and no polling.
 *
 * Costs a range and two requests for the lease (and its renewals), one more for each place that is taken; a task that
 * finds others in the line before it a range and a write.
 */
export async function takeTurn<T>(
  deps: TurnDeps,
  job: TaskJob,
  vaultLease: () => Promise<string>,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<Turn<T>> {
  const { tasksAtOnce } = await limitsOf(deps, job.organizationId);
  if (!job.called && !mayTry(await firstWaitingTasks(deps.rows, job.organizationId), job)) {
    await enterLine(deps, job, { vaultBusy: false });
    return { kind: 'waits', for: 'place' };
  }
  const placed = await inPlace(deps, job, tasksAtOnce, async () => withLease(deps, await vaultLease(), work));
  if (placed?.kind === 'done') return placed;
  await enterLine(deps, job, { vaultBusy: placed !== undefined });
  return { kind: 'waits', for: placed === undefined ? 'place' : 'vault' };
}

/** Nothing when all places are taken. */
async function inPlace<T>(
  deps: TurnDeps,
  { organizationId, taskId }: TaskJob,
  places: number,
  work: () => Promise<Leased<T>>,
): Promise<Leased<T> | undefined> {
  // Where the search begins differs from task to task, so that it mostly ends at once.
  const first = Number.parseInt(taskId.slice(-4), 16);
  for (let n = 0; n < places; n += 1) {
    let begun = false;
    // Who loses the place goes on: it is the vault's lease that keeps runs apart.
    const leased = await withLease(deps, `place-${organizationId}-${(first + n) % places}`, () => {
      begun = true;
      return work();
    });
    if (leased.kind === 'done') return leased.result;
    if (begun) return { kind: 'busy' };
  }
  return undefined;
}

async function enterLine({ rows }: TurnDeps, job: TaskJob, why: { vaultBusy: boolean }): Promise<void> {
  const { organizationId, integrationId, actionId, taskId, traceparent } = job;
  await putWaitingTask(rows, { organizationId, integrationId, actionId, taskId, traceparent, ...why });
}
