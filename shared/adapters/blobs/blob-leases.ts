import type { BlobLeaseClient } from '@azure/storage-blob';
import { checkLeaseSeconds, type Lease, LeaseLost, type Leases } from '../../ports/leases.ts';
import { encodeKeyPart } from '../../store/key.ts';
import type { StorageAccount } from '../storage/storage-account.ts';
import { readStorageError, toStorageFault } from '../storage/storage-error.ts';
import { connectBlobs } from './connect-blobs.ts';

const containerName = 'leases';
/** The lease has gone to somebody else, was broken or released, or its blob is gone. */
const lost = new Set([
  'LeaseIdMismatchWithLeaseOperation',
  'LeaseNotPresentWithLeaseOperation',
  'LeaseIsBrokenAndCannotBeRenewed',
  'LeaseIsBreakingAndCannotBeAcquired',
  'LeaseLost',
  'BlobNotFound',
  'ContainerNotFound',
]);

/**
 * Leases on empty blobs, one blob for each name, made when it is first asked for. Rejects with `StorageFault`.
 * https://learn.microsoft.com/rest/api/storageservices/lease-blob
 */
export function createBlobLeases(account: StorageAccount): Leases {
  const container = connectBlobs(account).getContainerClient(containerName);

  return {
    async acquire(name, seconds) {
      const duration = checkLeaseSeconds(seconds);
      // The suffix, because a blob's name must not end with a dot.
      const blob = container.getBlockBlobClient(`${encodeKeyPart(name)}.lease`);
      const client = blob.getBlobLeaseClient();
      const make = async () => {
        await ignoring(['BlobAlreadyExists', 'LeaseIdMissing'], () =>
          blob.upload('', 0, { conditions: { ifNoneMatch: '*' } }),
        );
        await client.acquireLease(duration);
      };
      try {
        await client
          .acquireLease(duration)
          .catch((error) => ifCode(error, ['BlobNotFound'], make))
          .catch((error) =>
            ifCode(error, ['ContainerNotFound'], async () => {
              await container.createIfNotExists();
              await make();
            }),
          );
      } catch (error) {
        if (readStorageError(error).code === 'LeaseAlreadyPresent') return undefined;
        throw toStorageFault(error);
      }
      return leaseOf(client);
    },
  };
}

function leaseOf(client: BlobLeaseClient): Lease {
  return {
    async renew() {
      try {
        await client.renewLease();
      } catch (error) {
        if (isLost(error)) throw new LeaseLost('the lease is held by somebody else or broken', { cause: error });
        throw toStorageFault(error);
      }
    },
    async release() {
      try {
        await client.releaseLease();
      } catch (error) {
        if (!isLost(error)) throw toStorageFault(error);
      }
    },
  };
}

function isLost(error: unknown): boolean {
  return lost.has(readStorageError(error).code ?? '');
}

async function ifCode<T>(error: unknown, codes: readonly string[], then: () => Promise<T>): Promise<T> {
  if (!codes.includes(readStorageError(error).code ?? '')) throw error;
  return then();
}

async function ignoring(codes: readonly string[], action: () => Promise<unknown>): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (!codes.includes(readStorageError(error).code ?? '')) throw error;
  }
}
