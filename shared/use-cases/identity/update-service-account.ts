import type { Principal } from '../../domain/principal.ts';
import { replaceServiceAccount, type StoredServiceAccount } from '../../store/service-accounts.ts';
import type { RequireUnchanged } from '../configuration/require-unchanged.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';
import { findServiceAccount } from './find-service-account.ts';
import { requireGrantable } from './require-grantable.ts';
import { requireUser } from './require-user.ts';

export interface ServiceAccountChange {
  principal: Principal;
  id: string;
  requireUnchanged?: RequireUnchanged<StoredServiceAccount>;
}

/**
 * Changes who answers for an account, and its description; what is absent stays. Rejects with `object.not-found`,
 * `object.changed`, `auth.forbidden`, `request.reference` (the owner).
 */
export async function updateServiceAccount(
  deps: Pick<Deps, 'rows' | 'clock'>,
  input: ServiceAccountChange & { description?: string; ownerId?: string | null },
): Promise<StoredServiceAccount> {
  const { organizationId } = input.principal;
  if (typeof input.ownerId === 'string') await requireUser(deps, organizationId, input.ownerId);
  return untilUncontended(async () => {
    const account = await findServiceAccount(deps, { organizationId, id: input.id });
    requireGrantable(input.principal.role, account.role);
    input.requireUnchanged?.(account);
    const description = input.description ?? account.description;
    const ownerId = input.ownerId === undefined ? account.ownerId : input.ownerId;
    if (description === account.description && ownerId === account.ownerId) return account;
    return replaceServiceAccount(deps.rows, { ...account, description, ownerId, modifiedAt: deps.clock.now() });
  });
}
