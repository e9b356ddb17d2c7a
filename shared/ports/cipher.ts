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
  /**
   * How the organization's keys are, the wrapping key asked at most a minute ago: `stale` when that cannot be had and
   * the data keys in memory are used, which goes on for a bounded time. Rejects as `seal` does when there are none.
   */
  check(organizationId: string): Promise<KeyState>;
}

export type KeyState = 'ok' | 'stale';

/**
 * `cipher.unreadable`: key, context or bytes are not those of the sealing; it will not change.
 * `cipher.key-unavailable`: what unwraps the data keys cannot be reached or lacks the key; it may work later.
 */
export type CipherFaultCode = 'cipher.unreadable' | 'cipher.key-unavailable';

export class CipherFault extends Error {
  override readonly name = 'CipherFault';
  readonly code: CipherFaultCode;
  /** Seconds after which trying again may help; absent where somebody has to do something first. */
  readonly retryAfter?: number;

  constructor(code: CipherFaultCode, { retryAfter, ...options }: ErrorOptions & { retryAfter?: number } = {}) {
    super(code, options);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}
