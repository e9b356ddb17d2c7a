import { ConfigError } from '../../shared/config.ts';
import { errorCode } from '../../shared/error-code.ts';
import { ServiceError } from '../../shared/errors.ts';
import { OperatorError } from '../../shared/operator-error.ts';
import { CipherFault } from '../../shared/ports/cipher.ts';
import { StorageFault } from '../../shared/ports/storage-fault.ts';

export interface DescribedError {
  code: string;
  message: string;
  next: string;
}

/** What an operator is told when a command has failed. */
export function describeError(error: unknown): DescribedError {
  const message = sentenceOf(error);
  if (error instanceof OperatorError || error instanceof ServiceError)
    return { code: error.code, message, next: error.next };
  if (error instanceof ConfigError) {
    const next = 'Set them in the environment, in local.settings.json, or in the file that --settings names.';
    return { code: 'settings.invalid', message, next };
  }
  const code = errorCode(error);
  if (error instanceof StorageFault) {
    const next = adviceOn(error);
    return { code, message, next };
  }
  if (error instanceof CipherFault) {
    const next =
      'Check that the wrapping key of the deployment is the one that the settings name; then repeat the command.';
    return { code, message, next };
  }
  return { code, message, next: 'Every command may be repeated; if it fails again, its message and code say where.' };
}

/** The error's own sentence, and where it says little, that of its cause. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause.message : undefined;
  const hidden = error instanceof StorageFault || error instanceof CipherFault;
  return hidden && cause !== undefined ? `${error.message}: ${cause.split('\n')[0]}` : error.message;
}

function adviceOn({ code, status }: StorageFault): string {
  if (code === 'storage.unavailable')
    return 'Check that AzureWebJobsStorage names the right account and that it can be reached; then repeat the command.';
  // https://learn.microsoft.com/rest/api/storageservices/delete-table#remarks
  if (status === 409)
    return 'A table that was just deleted cannot be made again for half a minute or more; repeat it then.';
  return 'Check that the credentials may read and write tables, queues and blobs of the account; then repeat the command.';
}
