import { getPerson } from '../../store/people.ts';
import { getServiceAccount } from '../../store/service-accounts.ts';
import { badReference } from '../configuration/bad-reference.ts';
import type { Deps } from '../deps.ts';

/** Rejects with `request.reference` unless the owner is a user of the organization. */
export async function requireUser(
  { rows }: Pick<Deps, 'rows'>,
  organizationId: string,
  ownerId: string,
): Promise<void> {
  const found =
    (await getServiceAccount(rows, organizationId, ownerId)) ?? (await getPerson(rows, organizationId, ownerId));
  if (found === undefined) throw badReference('owner', 'user');
}
