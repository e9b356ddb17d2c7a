export interface WrappedKey {
  /** Which wrapping key, with its version, is needed to unwrap. */
  wrappedBy: string;
  bytes: Uint8Array;
}

/**
 * Keeps data keys unreadable at rest: a key of the service's own vault, or locally a key file. Once the signal aborts
 * nothing more is waited for.
 */
export interface KeyWrapper {
  /** Wraps a data key of 32 bytes with the newest wrapping key. Rejects with {@link KeyUnavailable}. */
  wrap(dataKey: Uint8Array, signal?: AbortSignal): Promise<WrappedKey>;
  /**
   * Rejects with {@link KeyUnavailable} when the wrapping key cannot be had,
   * with {@link KeyRefused} when the bytes are not what that key wrapped.
   */
  unwrap(wrapped: WrappedKey, signal?: AbortSignal): Promise<Uint8Array>;
}

/** Why a wrapping key cannot be had, and what the operator can do about it. */
export const wrappingKeyTroubles = {
  'wrapping-key.not-found':
    'Recover the key if it was deleted; else look whether WRAPPING_KEY_URL or KEY_FILE is the right one.',
  'wrapping-key.disabled': 'Enable this version of the key.',
  'wrapping-key.forbidden':
    "Assign the role Key Vault Crypto Service Encryption User on the key to the service's identity.",
  'wrapping-key.blocked': "Let the service through the vault's firewall, or connect it by a private endpoint.",
  'wrapping-key.unusable': 'Make a new version that is an RSA key, may wrap and unwrap, and has not expired.',
  'wrapping-key.no-token': "Look at the service's identity: Entra gives it no token that the vault takes.",
  'wrapping-key.throttled': 'Wait; if it stays, look at who else sends requests to the vault.',
  'wrapping-key.unavailable': 'Wait; if it stays, look at the health of Key Vault in the region.',
  'wrapping-key.unreachable':
    'Wait; if it stays, look at WRAPPING_KEY_URL and at the network between service and vault.',
} as const;

export type WrappingKeyTrouble = keyof typeof wrappingKeyTroubles;

/** What may pass without anybody's doing anything. */
const passing: ReadonlySet<WrappingKeyTrouble> = new Set([
  'wrapping-key.throttled',
  'wrapping-key.unavailable',
  'wrapping-key.unreachable',
]);

/** The message is for operators; it never holds a key. */
export class KeyUnavailable extends Error {
  override readonly name = 'KeyUnavailable';
  readonly code: WrappingKeyTrouble;
  /** Seconds after which trying again may help. */
  readonly retryAfter?: number;

  constructor(
    code: WrappingKeyTrouble,
    message: string,
    { cause, retryAfter }: { cause?: unknown; retryAfter?: number } = {},
  ) {
    super(message, { cause });
    this.code = code;
    this.retryAfter = retryAfter;
  }

  get mayPass(): boolean {
    return passing.has(this.code);
  }
}

export class KeyRefused extends Error {
  override readonly name = 'KeyRefused';
}
