import { createHash, timingSafeEqual } from 'node:crypto';

/** Bytes of a one-time token: with 256 random bits a plain SHA-256 is enough to store. */
export const tokenBytes = 32;

/** Random bytes as text: 43 base64url characters for 32 bytes. */
export function formatToken(random: Uint8Array): string {
  if (random.length !== tokenBytes) throw new RangeError(`a one-time token is made of ${tokenBytes} random bytes`);
  return Buffer.from(random).toString('base64url');
}

/** What is stored of a token. */
export function digestToken(token: string): Uint8Array {
  return createHash('sha256').update(token, 'utf8').digest();
}

/** Whether the token is the one of this digest, in constant time. */
export function tokenMatches(digest: Uint8Array, token: string): boolean {
  return timingSafeEqual(digest, digestToken(token));
}
