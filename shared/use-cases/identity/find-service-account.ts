import { notFound } from '../../errors.ts';
import { getServiceAccount, type StoredServiceAccount } from '../../store/service-accounts.ts';
import type { Deps } from '../deps.ts';

/** Rejects with `object.not-found`. */
export async function findServiceAccount(
  { rows }: Pick<Deps, 'rows'>,
  { organizationId, id }: { organizationId: string; id: string },
): Promise<StoredServiceAccount> {
  const account = await getServiceAccount(rows, organizationId, id);
  if (account === undefined) throw notFound('service account');
  return account;
}
