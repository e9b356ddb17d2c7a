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

/** So many keys are remembered; older ones were revoked long ago. */
const keysRemembered = 10;

export function hasExpired({ expiresAt }: ServiceAccountKey, now: Date): boolean {
  return expiresAt !== undefined && expiresAt <= now;
}

/** Whether the key with this prefix may be used now: it is the account's, not revoked, not expired. */
export function keyOpens(account: ServiceAccount, prefix: string, now: Date): boolean {
  const key = account.keys.find((each) => each.prefix === prefix);
  return key !== undefined && key.revokedAt === undefined && !hasExpired(key, now);
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

/** The account with a new key in the place of all others. `forgotten`: prefixes of keys that it no longer knows. */
export function replaceKeys(
  account: ServiceAccount,
  key: Pick<ServiceAccountKey, 'prefix' | 'expiresAt'>,
  now: Date,
): { account: ServiceAccount; forgotten: string[] } {
  const revoked = revokeKeys(account, now);
  const keys = [{ ...key, createdAt: now }, ...revoked.keys];
  return {
    account: { ...revoked, keys: keys.slice(0, keysRemembered) },
    forgotten: keys.slice(keysRemembered).map(({ prefix }) => prefix),
  };
}
