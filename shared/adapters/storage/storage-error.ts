import { z } from 'zod';
import { StorageFault } from '../../ports/storage-fault.ts';
import { IdentityFault } from '../azure/identity-fault.ts';

/** The parts of the SDKs' `RestError` that tell cases apart; which of them is filled depends on service and operation. */
const restError = z.object({
  statusCode: z.number().optional().catch(undefined),
  code: z.string().optional().catch(undefined),
  details: z
    .object({
      errorCode: z.string().optional().catch(undefined),
      odataError: z.object({ code: z.string() }).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

export interface StorageAnswer {
  /** HTTP status; absent when there was no answer. */
  status?: number;
  /** The service's error code, e.g. `TableNotFound`. */
  code?: string;
}

/**
 * What an SDK's error says about the service's answer. Tables answer a single request with `details.odataError.code`
 * and a transaction with `code`; blobs and queues with `code`, or without a body `details.errorCode`.
 * https://learn.microsoft.com/rest/api/storageservices/status-and-error-codes2
 */
export function readStorageError(error: unknown): StorageAnswer {
  const parsed = restError.safeParse(error);
  if (!parsed.success) return {};
  const { statusCode, code, details } = parsed.data;
  return { status: statusCode, code: details?.odataError?.code ?? code ?? details?.errorCode };
}

/** For what an adapter has no better answer to. */
export function toStorageFault(error: unknown): StorageFault {
  if (error instanceof IdentityFault && error.code === 'identity.refused') {
    return new StorageFault('storage.refused', { cause: error });
  }
  const { status } = readStorageError(error);
  const final = status !== undefined && status < 500 && status !== 408 && status !== 429;
  return new StorageFault(final ? 'storage.refused' : 'storage.unavailable', { status, cause: error });
}
