export interface WrappedKey {
  /** Which wrapping key, with its version, is needed to unwrap. */
  wrappedBy: string;
  bytes: Uint8Array;
}

/** Keeps data keys unreadable at rest: a key of the service's own vault, or locally a key file. */
export interface KeyWrapper {
  /** Wraps a data key of 32 bytes with the newest wrapping key. Rejects with {@link KeyUnavailable}. */
  wrap(dataKey: Uint8Array): Promise<WrappedKey>;
  /**
   * Rejects with {@link KeyUnavailable} when the wrapping key cannot be had,
   * with {@link KeyRefused} when the bytes are not what that key wrapped.
   */
  unwrap(wrapped: WrappedKey): Promise<Uint8Array>;
}

/** The message says what an operator has to look at; it never holds a key. */
export class KeyUnavailable extends Error {
  override readonly name = 'KeyUnavailable';
}

export class KeyRefused extends Error {
  override readonly name = 'KeyRefused';
}
