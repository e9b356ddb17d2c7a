import { RowConflict, type RowConflictReason } from '../../ports/rows.ts';
import { readStorageError } from '../storage/storage-error.ts';

/**
 * The refused write of a single request (index 0) or of a transaction; nothing when the error is of another kind.
 * https://learn.microsoft.com/rest/api/storageservices/table-service-error-codes
 */
export function toRowConflict(error: unknown, writes: number): RowConflict | undefined {
  const reason = reasonOf(error);
  return reason && new RowConflict(reason, writes === 1 ? 0 : indexOf(error), { cause: error });
}

export function isTableMissing(error: unknown): boolean {
  return readStorageError(error).code === 'TableNotFound';
}

export function isRowMissing(error: unknown): boolean {
  const { status, code } = readStorageError(error);
  return status === 404 && code !== 'TableNotFound';
}

function reasonOf(error: unknown): RowConflictReason | undefined {
  const { status, code } = readStorageError(error);
  if (code === 'EntityAlreadyExists') return 'exists';
  if (status === 412) return 'changed';
  return isRowMissing(error) ? 'missing' : undefined;
}

/**
 * The message of a refused transaction begins with the position of the refused write: the one place where the service
 * says it. https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions#sample-error-response
 */
function indexOf(error: unknown): number {
  const [, position] = /^(\d+):/.exec(error instanceof Error ? error.message : '') ?? [];
  return position === undefined ? -1 : Number(position);
}
