export interface WrappedKey {
  /** Which wrapping key, with its version, is needed to unwrap. */
  wrappedBy: string;
  bytes: Uint8Array;
}

/** Keeps data keys unreadable at rest: a key of the service's own vault, or locally a key file. */
export interface KeyWrapper {
  wrap(dataKey: Uint8Array): Promise<WrappedKey>;
  unwrap(wrapped: WrappedKey): Promise<Uint8Array>;
}
