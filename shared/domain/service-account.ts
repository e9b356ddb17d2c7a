import type { Role } from './principal.ts';

/** A user for a machine. It owns its API keys: what is said here of a key decides whether it opens. */
export interface ServiceAccount {
  id: string;
  organizationId: string;
  /** Unique in the organization; does not change. */
  name: string;
  description: string;
  /** Fixed at creation. */
  role: Role;
  /** Id of the user who answers for it. */
  ownerId: string | null;
  /** Newest first. */
  keys: readonly ServiceAccountKey[];
  createdAt: Date;
  modifiedAt: Date;
  /** Exact to an hour. */
  lastUsedAt?: Date;
}

export interface ServiceAccountKey {
  prefix: string;
  createdAt: Date;
  expiresAt?: Date;
  revokedAt?: Date;
}

/** So many keys of an account may open at the same time: enough for old and new side by side, few enough to know each. */
export const mostOpenKeys = 5;

/** So many keys are remembered, more than may open: of the others the newest. */
const keysRemembered = 10;

export function hasExpired({ expiresAt }: ServiceAccountKey, now: Date): boolean {
  return expiresAt !== undefined && expiresAt <= now;
}

function isOpen(key: ServiceAccountKey, now: Date): boolean {
  return key.revokedAt === undefined && !hasExpired(key, now);
}

/** Whether the key with this prefix may be used now: it is the account's, not revoked, not expired. */
export function keyOpens(account: ServiceAccount, prefix: string, now: Date): boolean {
  const key = account.keys.find((each) => each.prefix === prefix);
  return key !== undefined && isOpen(key, now);
}

/** How many keys of the account may be used now. */
export function countOpenKeys({ keys }: ServiceAccount, now: Date): number {
  return keys.filter((key) => isOpen(key, now)).length;
}

/** The account with this one of its keys revoked. */
export function revokeKey(account: ServiceAccount, prefix: string, now: Date): ServiceAccount {
  const revoked = (key: ServiceAccountKey) =>
    key.prefix === prefix ? { ...key, revokedAt: key.revokedAt ?? now } : key;
  return { ...account, keys: account.keys.map(revoked), modifiedAt: now };
}

/** The account without a key that opens. */
export function revokeKeys(account: ServiceAccount, now: Date): ServiceAccount {
  const keys = account.keys.map((key) => ({ ...key, revokedAt: key.revokedAt ?? now }));
  return { ...account, keys, modifiedAt: now };
}

/** An account with a new key. */
export interface WithNewKey {
  account: ServiceAccount;
  /** Prefixes of keys that it no longer knows; none of them opens. */
  forgotten: string[];
}

/** The account with one more key. */
export function addKey(account: ServiceAccount, key: ServiceAccountKey, now: Date): WithNewKey {
  const closed = account.keys.filter((each) => !isOpen(each, now));
  const kept = Math.max(0, keysRemembered - 1 - (account.keys.length - closed.length));
  const forgotten = closed.slice(kept).map(({ prefix }) => prefix);
  const keys = account.keys.filter(({ prefix }) => !forgotten.includes(prefix));
  return { account: { ...account, keys: [key, ...keys], modifiedAt: now }, forgotten };
}

/** The account with a new key in the place of all others. */
export function replaceKeys(
  account: ServiceAccount,
  key: Pick<ServiceAccountKey, 'prefix' | 'expiresAt'>,
  now: Date,
): WithNewKey {
  return addKey(revokeKeys(account, now), { ...key, createdAt: now }, now);
}
