import { type BlobLeaseClient, type BlockBlobClient, RestError } from '@azure/storage-blob';
import { sleep } from './sleep.ts';

export interface TimerLockOptions {
  blob: BlockBlobClient;
  /** Seconds of the lease, 15 to 60: how long others wait after the holder was killed. */
  leaseSeconds: number;
  /** Milliseconds between two attempts to get the lock. */
  retryInterval: number;
  report: (error: unknown) => void;
}

/**
 * Runs `whileHeld` as long as this process holds the lease of the blob, and again whenever it gets it back, until `stopping`.
 * The signal handed to `whileHeld` is aborted when the lease is lost or the host stops. One holder at a time, over all hosts.
 */
export async function holdTimerLock(
  options: TimerLockOptions,
  stopping: AbortSignal,
  whileHeld: (held: AbortSignal) => Promise<void>,
): Promise<void> {
  while (!stopping.aborted) {
    const lease = await acquire(options);
    if (lease) await holdLease(options, lease, stopping, whileHeld);
    await sleep(options.retryInterval, stopping);
  }
}

async function acquire({ blob, leaseSeconds, report }: TimerLockOptions): Promise<BlobLeaseClient | undefined> {
  const lease = blob.getBlobLeaseClient();
  try {
    await createIfMissing(blob);
    await lease.acquireLease(leaseSeconds);
    return lease;
  } catch (error) {
    if (!(error instanceof RestError && error.code === 'LeaseAlreadyPresent')) report(error);
    return undefined;
  }
}

async function createIfMissing(blob: BlockBlobClient): Promise<void> {
  try {
    await blob.upload('', 0, { conditions: { ifNoneMatch: '*' } });
  } catch (error) {
    const there = ['BlobAlreadyExists', 'LeaseIdMissing', 'ConditionNotMet'];
    if (!(error instanceof RestError && there.includes(error.code ?? ''))) throw error;
  }
}

async function holdLease(
  { leaseSeconds, report }: TimerLockOptions,
  lease: BlobLeaseClient,
  stopping: AbortSignal,
  whileHeld: (held: AbortSignal) => Promise<void>,
): Promise<void> {
  const lost = new AbortController();
  let renewedAt = performance.now();
  const renewal = setInterval(
    async () => {
      try {
        await lease.renewLease();
        renewedAt = performance.now();
      } catch (error) {
        report(error);
        // One failure may be a hiccup; past the lease's end somebody else may hold it.
        if (performance.now() - renewedAt > (leaseSeconds * 1000) / 2) lost.abort();
      }
    },
    (leaseSeconds * 1000) / 4,
  );
  try {
    await whileHeld(AbortSignal.any([stopping, lost.signal]));
  } catch (error) {
    report(error);
  } finally {
    clearInterval(renewal);
    await lease.releaseLease().catch(report);
  }
}
