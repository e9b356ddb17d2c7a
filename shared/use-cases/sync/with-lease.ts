import { LeaseLost } from '../../ports/leases.ts';
import type { Deps } from '../deps.ts';

const seconds = 60;
const renewEvery = 20_000;

export type Leased<T> = { kind: 'done'; result: T } | { kind: 'busy' };

/**
 * Works while nobody else holds the lease of this name, renewing it. Answers `busy` when somebody does, also when the
 * lease is lost on the way: the signal is aborted then, and whatever the work rejects with is taken for that.
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
  const renewal = (async () => {
    while (!finished.signal.aborted) {
      await deps.clock.sleep(renewEvery, finished.signal);
      await lease.renew();
    }
  })().catch((error) => {
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
