import { revokeKey } from '../../domain/service-account.ts';
import { notFound } from '../../errors.ts';
import { deleteApiKey } from '../../store/api-keys.ts';
import { replaceServiceAccount } from '../../store/service-accounts.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';
import { findServiceAccount } from './find-service-account.ts';
import { requireGrantable } from './require-grantable.ts';
import type { ServiceAccountChange } from './update-service-account.ts';

/**
 * Revokes one key of an account; its others go on opening. It opens nothing from then on, in other processes after five
 * seconds at the latest. Revoked already, it stays so. Rejects with `object.not-found` (the account, or a key that it does
 * not know), `auth.forbidden`, `object.changed`.
 */
export async function revokeKeyOfAccount(
  deps: Pick<Deps, 'rows' | 'clock'>,
  { principal, id, prefix, requireUnchanged }: ServiceAccountChange & { prefix: string },
): Promise<void> {
  const { organizationId } = principal;
  await untilUncontended(async () => {
    const account = await findServiceAccount(deps, { organizationId, id });
    requireGrantable(principal.role, account.role);
    requireUnchanged?.(account);
    const key = account.keys.find((each) => each.prefix === prefix);
    if (key === undefined) throw notFound('key of this account');
    if (key.revokedAt !== undefined) return;
    await replaceServiceAccount(deps.rows, { ...revokeKey(account, prefix, deps.clock.now()), etag: account.etag });
  });
  await deleteApiKey(deps.rows, prefix);
}
