import { ServiceError } from '../../errors.ts';
import { CipherFault } from '../../ports/cipher.ts';
import { VaultFault } from '../../ports/vaults.ts';
import { sentenceOf } from './vault-fault.ts';

/** Ends a task as a whole, with a code and a sentence. */
export class TaskFailure extends Error {
  override readonly name = 'TaskFailure';
  readonly code: string;
  readonly detail: string;

  constructor(code: string, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.code = code;
    this.detail = detail;
  }
}

/**
 * Code and sentence of an error that a task or step can end in; nothing for one that nobody could expect, or that
 * another attempt of the whole job may get past.
 */
export function describeFailure(error: unknown): { code: string; detail: string } | undefined {
  if (error instanceof TaskFailure) return { code: error.code, detail: error.detail };
  if (error instanceof VaultFault) return { code: error.code, detail: sentenceOf(error.code) };
  if (error instanceof ServiceError && error.status < 500) return { code: error.code, detail: error.detail };
  if (error instanceof CipherFault && error.code === 'cipher.unreadable') {
    return { code: error.code, detail: 'The stored value cannot be decrypted.' };
  }
  return undefined;
}
