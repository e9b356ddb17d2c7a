import { digestApiKey, formatApiKey } from '../../domain/api-key.ts';
import { replaceKeys } from '../../domain/service-account.ts';
import { ServiceError } from '../../errors.ts';
import { RowConflict } from '../../ports/rows.ts';
import { Secret } from '../../secret.ts';
import { deleteApiKey, insertApiKey } from '../../store/api-keys.ts';
import { replaceServiceAccount, type StoredServiceAccount } from '../../store/service-accounts.ts';
import type { Deps } from '../deps.ts';
import { findServiceAccount } from './find-service-account.ts';
import { requireGrantable } from './require-grantable.ts';
import type { ServiceAccountChange } from './update-service-account.ts';

/**
 * Gives an account a new key in the place of all that it has; those open nothing from that moment on, in other
 * processes within five seconds. Rejects with
 * `object.not-found`, `auth.forbidden`, and `object.changed`, also for the slower of two who do it at once.
 */
export async function rekeyServiceAccount(
  deps: Pick<Deps, 'rows' | 'random' | 'clock'>,
  { principal, id, requireUnchanged, expiresAt }: ServiceAccountChange & { expiresAt?: Date },
): Promise<{ account: StoredServiceAccount; key: Secret }> {
  const { rows, random, clock } = deps;
  const { organizationId } = principal;
  const before = await findServiceAccount(deps, { organizationId, id });
  requireGrantable(principal.role, before.role);
  requireUnchanged?.(before);

  const { key, prefix } = formatApiKey(random.bytes(40));
  const newKey = { prefix, ...(expiresAt === undefined ? {} : { expiresAt }) };
  const { account, forgotten } = replaceKeys(before, newKey, clock.now());
  // Before the account knows it, the key opens nothing; once it does, the others open nothing.
  await insertApiKey(rows, { prefix, digest: digestApiKey(key), organizationId, serviceAccountId: id });
  try {
    const written = await replaceServiceAccount(rows, { ...account, etag: before.etag });
    for (const gone of forgotten) await deleteApiKey(rows, gone);
    return { account: written, key: new Secret(key) };
  } catch (cause) {
    if (!(cause instanceof RowConflict)) throw cause;
    await deleteApiKey(rows, prefix);
    throw new ServiceError('object.changed', undefined, { cause });
  }
}
