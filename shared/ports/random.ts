/** Cryptographically strong randomness, handed in so that tests can repeat it. */
export interface Random {
  /** A random UUID, version 4 (RFC 9562). */
  uuid(): string;
  bytes(count: number): Uint8Array;
}
