import { sentenceOf } from '../../../domain/sync/vault-fault.ts';
import { ServiceError } from '../../../errors.ts';
import { VaultFault } from '../../../ports/vaults.ts';

/** A vault's fault as the error that a request is answered with: the same code. Everything else is as it was. */
export function asServiceError(error: unknown): unknown {
  if (!(error instanceof VaultFault)) return error;
  return new ServiceError(error.code, sentenceOf(error.code), { cause: error, retryAfter: error.retryAfter });
}
