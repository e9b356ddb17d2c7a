import { digestApiKey, formatApiKey } from '../../domain/api-key.ts';
import {
  addKey,
  countOpenKeys,
  mostOpenKeys,
  type ServiceAccount,
  type ServiceAccountKey,
} from '../../domain/service-account.ts';
import { ServiceError } from '../../errors.ts';
import { Secret } from '../../secret.ts';
import { deleteApiKey, insertApiKey } from '../../store/api-keys.ts';
import { replaceServiceAccount, type StoredServiceAccount } from '../../store/service-accounts.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';
import { findServiceAccount } from './find-service-account.ts';

export interface KeyAddition {
  organizationId: string;
  /** Of the account. */
  id: string;
  /** Absent: it does not expire. */
  expiresAt?: Date;
  /** Throws when the caller may not change the account, or has not seen it as it is. */
  requireChangeable?(account: StoredServiceAccount): void;
}

/**
 * Gives an account one more key; those that it has go on opening. The key is given out here and never again. Rejects with
 * `object.not-found`, `limit.keys`, and what `requireChangeable` throws.
 */
export async function addApiKey(
  deps: Pick<Deps, 'rows' | 'random' | 'clock'>,
  { organizationId, id, expiresAt, requireChangeable }: KeyAddition,
): Promise<{ account: StoredServiceAccount; added: ServiceAccountKey; key: Secret }> {
  const { rows, random, clock } = deps;
  const { key, prefix } = formatApiKey(random.bytes(40));
  const added = { prefix, createdAt: clock.now(), ...(expiresAt === undefined ? {} : { expiresAt }) };
  // Before the account knows it, the key opens nothing.
  await insertApiKey(rows, { prefix, digest: digestApiKey(key), organizationId, serviceAccountId: id });
  try {
    const { account, forgotten } = await untilUncontended(async () => {
      const before = await findServiceAccount(deps, { organizationId, id });
      // A write that was made but not answered is sent again, and then refused by what it has written itself.
      if (before.keys.some((each) => each.prefix === prefix)) return { account: before, forgotten: [] };
      requireChangeable?.(before);
      requireRoomForKey(before, clock.now());
      const after = addKey(before, added, clock.now());
      const written = await replaceServiceAccount(rows, { ...after.account, etag: before.etag });
      return { account: written, forgotten: after.forgotten };
    });
    for (const gone of forgotten) await deleteApiKey(rows, gone);
    return { account, added, key: new Secret(key) };
  } catch (error) {
    if (error instanceof ServiceError) await deleteApiKey(rows, prefix);
    throw error;
  }
}

/** Strict, also for those who add at once: who comes late decides again by what the other one has written. */
function requireRoomForKey(account: ServiceAccount, now: Date): void {
  const open = countOpenKeys(account, now);
  if (open < mostOpenKeys) return;
  throw new ServiceError('limit.keys', `An account may have ${mostOpenKeys} keys that open, and this one has ${open}.`);
}
