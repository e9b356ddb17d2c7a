import { notFound, ServiceError } from '../../errors.ts';
import { RowConflict, type Rows } from '../../ports/rows.ts';
import { listIntegrations } from '../../store/integrations.ts';
import { deleteTenantLink, getTenantLink, putTenantLink } from '../../store/tenants.ts';
import type { Deps } from '../deps.ts';

/** Takes the tenant away from the organization. Rejects with `tenant.in-use` while integrations name it. */
export async function unlinkTenant(
  deps: Pick<Deps, 'rows' | 'log'>,
  { organizationId, tenantId }: { organizationId: string; tenantId: string },
): Promise<void> {
  const { rows } = deps;
  const stored = await getTenantLink(rows, organizationId, tenantId);
  if (stored === undefined) throw notFound('tenant');
  const { etag: _etag, ...link } = stored;
  await refuseIfUsed(rows, link);
  await deleteTenantLink(rows, stored).catch((error) => {
    if (!(error instanceof RowConflict)) throw error;
    // Gone, or linked anew, since it was read.
    if (error.reason === 'missing') throw notFound('tenant');
    throw new ServiceError('object.changed', 'The tenant was linked again in the meantime.', { cause: error });
  });
  // An integration may have been made since the first look; one made from here on finds the link gone.
  await refuseIfUsed(rows, link).catch(async (error) => {
    await putTenantLink(rows, link);
    throw error;
  });
  deps.log.info('tenant.unlinked', { organizationId, tenantId: link.tenantId });
}

async function refuseIfUsed(rows: Rows, link: { organizationId: string; tenantId: string }): Promise<void> {
  const integrations = await listIntegrations(rows, link.organizationId);
  const vaults = integrations.filter(({ tenantId }) => tenantId === link.tenantId).map(({ vaultName }) => vaultName);
  if (vaults.length === 0) return;
  const more = vaults.length > 3 ? ` and ${vaults.length - 3} more` : '';
  throw new ServiceError('tenant.in-use', `Integrations use the tenant: ${vaults.slice(0, 3).join(', ')}${more}.`);
}
