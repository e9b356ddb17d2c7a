import { revokeKeys } from '../../domain/service-account.ts';
import { deleteApiKey } from '../../store/api-keys.ts';
import { deleteServiceAccount, replaceServiceAccount } from '../../store/service-accounts.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';
import { findServiceAccount } from './find-service-account.ts';
import { requireGrantable } from './require-grantable.ts';
import type { ServiceAccountChange } from './update-service-account.ts';

/**
 * Deletes an account with its keys. Its keys are revoked first, in one write, and open nothing from then on (in other
 * processes: within five seconds); cut off after that, an account without keys that open is left, which can be deleted
 * again. Rejects with `object.not-found`, `auth.forbidden`, `object.changed`.
 */
export async function deleteServiceAccountWithKeys(
  deps: Pick<Deps, 'rows' | 'clock'>,
  { principal, id, requireUnchanged }: ServiceAccountChange,
): Promise<void> {
  const { organizationId } = principal;
  const revoked = await untilUncontended(async () => {
    const account = await findServiceAccount(deps, { organizationId, id });
    requireGrantable(principal.role, account.role);
    requireUnchanged?.(account);
    return replaceServiceAccount(deps.rows, { ...revokeKeys(account, deps.clock.now()), etag: account.etag });
  });
  for (const { prefix } of revoked.keys) await deleteApiKey(deps.rows, prefix);
  await untilUncontended(async () =>
    deleteServiceAccount(deps.rows, await findServiceAccount(deps, { organizationId, id })),
  );
}
