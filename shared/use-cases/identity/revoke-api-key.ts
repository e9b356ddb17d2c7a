import { revokeKey } from '../../domain/service-account.ts';
import { OperatorError } from '../../operator-error.ts';
import { deleteApiKey } from '../../store/api-keys.ts';
import { listServiceAccounts, replaceServiceAccount, type StoredServiceAccount } from '../../store/service-accounts.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';

/**
 * Revokes one key of a service account, which stays, with its other keys. The key opens nothing from then on, in processes
 * that run after five seconds at the latest. Revoked already, it is none the worse. Rejects with `key.not-found`.
 */
export async function revokeApiKey(
  { rows, clock }: Pick<Deps, 'rows' | 'clock'>,
  { organizationId, prefix }: { organizationId: string; prefix: string },
): Promise<StoredServiceAccount> {
  const account = await untilUncontended(async () => {
    const accounts = await listServiceAccounts(rows, organizationId);
    const owner = accounts.find(({ keys }) => keys.some((key) => key.prefix === prefix));
    if (owner === undefined) throw noKey(prefix);
    return replaceServiceAccount(rows, { ...revokeKey(owner, prefix, clock.now()), etag: owner.etag });
  });
  await deleteApiKey(rows, prefix);
  return account;
}

function noKey(prefix: string): OperatorError {
  return new OperatorError(
    'key.not-found',
    `The organization has no key that begins with ${prefix}.`,
    'list-api-keys shows the prefixes of all its keys.',
  );
}
