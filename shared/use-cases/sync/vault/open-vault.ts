import type { Integration } from '../../../domain/integration/integration.ts';
import { ServiceError } from '../../../errors.ts';
import type { Vault } from '../../../ports/vaults.ts';
import { getTenantLink } from '../../../store/tenants.ts';
import type { Deps } from '../../deps.ts';

/** The integration's vault. A tenant that the organization has not proven (any more) is not touched: `tenant.not-linked`. */
export async function openVault(
  { rows, vaults }: Pick<Deps, 'rows' | 'vaults'>,
  { organizationId, tenantId, vaultName }: Integration,
): Promise<Vault> {
  if ((await getTenantLink(rows, organizationId, tenantId)) === undefined) throw new ServiceError('tenant.not-linked');
  return vaults.open({ tenantId, vaultName });
}
