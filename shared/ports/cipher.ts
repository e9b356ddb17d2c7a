import type { Secret } from '../secret.ts';

/** What a sealed value is bound to: moved to another place it does not open. */
export interface SealContext {
  organizationId: string;
  /** What it belongs to, e.g. `['value', parameterId, environmentId]`. */
  binding: readonly string[];
}

/** Encrypts with AES-256-GCM under an organization's data key and the context as associated data. */
export interface Cipher {
  /** Opaque bytes: format version, data key id, IV, ciphertext and tag. */
  seal(plaintext: Secret, context: SealContext): Promise<Uint8Array>;
  /** Rejects with `cipher.unreadable` when key, context or bytes are not those of the sealing. */
  open(sealed: Uint8Array, context: SealContext): Promise<Secret>;
  /**
   * HMAC-SHA-256 (base64url) under a key of the organization's own: equal for equal values, useless without the key.
   * It stays the same when data keys are rotated.
   */
  digest(value: Secret, organizationId: string): Promise<string>;
}

/**
 * `cipher.unreadable`: key, context or bytes are not those of the sealing; it will not change.
 * `cipher.key-unavailable`: what unwraps the data keys cannot be reached or lacks the key; it may work later.
 */
export type CipherFaultCode = 'cipher.unreadable' | 'cipher.key-unavailable';

export class CipherFault extends Error {
  override readonly name = 'CipherFault';
  readonly code: CipherFaultCode;

  constructor(code: CipherFaultCode, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}
