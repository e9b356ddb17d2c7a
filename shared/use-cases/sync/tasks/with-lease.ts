import { type Lease, LeaseLost } from '../../../ports/leases.ts';
import type { Deps } from '../../deps.ts';

/** A worker that dies keeps others out for so long: somebody has to go on within a minute. */
const seconds = 30;
const renewEvery = 10_000;
/** Without a renewal for so long, somebody else may hold the lease before long. */
const trustedFor = 25_000;
/** After a renewal that failed. */
const renewAgainAfter = 2_000;

export type Leased<T> = { kind: 'done'; result: T } | { kind: 'busy' };

/**
 * Works while nobody else holds the lease of this name, renewing it. Answers `busy` when somebody does, also when the
 * lease is lost on the way: the signal is aborted then, and whatever the work rejects with is taken for that. A storage
 * that does not answer for a while is no loss, as long as the lease still runs.
 */
export async function withLease<T>(
  deps: Pick<Deps, 'leases' | 'clock'>,
  name: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<Leased<T>> {
  const lease = await deps.leases.acquire(name, seconds);
  if (lease === undefined) return { kind: 'busy' };
  const lost = new AbortController();
  const finished = new AbortController();
  const renewal = keepRenewing(deps, lease, finished.signal).catch((error) => {
    // The end of the work wakes the sleeper; everything else means that the lease cannot be relied on.
    if (!finished.signal.aborted) lost.abort(error);
  });
  try {
    return { kind: 'done', result: await work(lost.signal) };
  } catch (error) {
    if (lost.signal.reason instanceof LeaseLost) return { kind: 'busy' };
    throw error;
  } finally {
    finished.abort();
    await renewal;
    await lease.release();
  }
}

/** Rejects when the lease is lost or may be, and when there is no further need of it. */
async function keepRenewing({ clock }: Pick<Deps, 'clock'>, lease: Lease, end: AbortSignal): Promise<never> {
  for (;;) {
    const renewed = clock.now().getTime();
    await clock.sleep(renewEvery, end);
    for (;;) {
      // An answer that does not come is as bad as one that says no.
      const left = renewed + trustedFor - clock.now().getTime();
      const failure = await within(clock, left, end, lease.renew());
      if (failure === undefined) break;
      if (failure.error instanceof LeaseLost || clock.now().getTime() + renewAgainAfter >= renewed + trustedFor) {
        throw failure.error;
      }
      await clock.sleep(renewAgainAfter, end);
    }
  }
}

/** Nothing when it resolved in time; otherwise what it rejected with, or that the time is up. */
async function within(
  clock: Deps['clock'],
  milliseconds: number,
  end: AbortSignal,
  action: Promise<void>,
): Promise<{ error: unknown } | undefined> {
  const settled = new AbortController();
  const timeUp = clock.sleep(milliseconds, AbortSignal.any([end, settled.signal])).then(() => ({
    error: new LeaseLost('the lease could not be renewed in time'),
  }));
  const answer = action.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  try {
    return await Promise.race([answer, timeUp]);
  } finally {
    settled.abort();
    timeUp.catch(() => undefined);
  }
}
