import { createHash, timingSafeEqual } from 'node:crypto';

/** An API key as stored: the key itself is only ever known to its holder. Whether it opens is for its account to say. */
export interface ApiKey {
  /** Public part, by which the key is found. */
  prefix: string;
  /** SHA-256 of the whole key; enough, since the secret part is 256 random bits. */
  digest: Uint8Array;
  organizationId: string;
  serviceAccountId: string;
}

const form = /^(kvi[0-9a-f]{16})\.[A-Za-z0-9_-]{43}$/;

/** A new key out of 40 random bytes: `kvi<16 hex digits>.<43 base64url characters>`. */
export function formatApiKey(random: Uint8Array): { key: string; prefix: string } {
  if (random.length !== 40) throw new RangeError('an API key is made of 40 random bytes');
  const prefix = `kvi${Buffer.from(random.subarray(0, 8)).toString('hex')}`;
  return { key: `${prefix}.${Buffer.from(random.subarray(8)).toString('base64url')}`, prefix };
}

/** The public part of something that looks like an API key. */
export function apiKeyPrefix(key: string): string | undefined {
  return form.exec(key)?.[1];
}

export function digestApiKey(key: string): Uint8Array {
  return createHash('sha256').update(key).digest();
}

/** Whether this is the key that was stored. */
export function isSameKey(stored: Pick<ApiKey, 'digest'>, key: string): boolean {
  const digest = digestApiKey(key);
  return digest.length === stored.digest.length && timingSafeEqual(digest, stored.digest);
}
