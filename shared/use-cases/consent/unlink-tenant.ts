import { notFound, ServiceError } from '../../errors.ts';
import { RowConflict } from '../../ports/rows.ts';
import { listIntegrations } from '../../store/integrations.ts';
import { deleteTenantLink, getTenantLink } from '../../store/tenants.ts';
import type { Deps } from '../deps.ts';

/** Takes the tenant away from the organization. Rejects with `tenant.in-use` while integrations name it. */
export async function unlinkTenant(
  deps: Pick<Deps, 'rows' | 'log'>,
  { organizationId, tenantId }: { organizationId: string; tenantId: string },
): Promise<void> {
  const link = await getTenantLink(deps.rows, organizationId, tenantId);
  if (link === undefined) throw notFound('tenant');
  const integrations = await listIntegrations(deps.rows, organizationId);
  const names = integrations.filter((one) => one.tenantId === link.tenantId).map((one) => one.vaultName);
  if (names.length > 0) {
    const shown = names.slice(0, 3).join(', ');
    const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
    throw new ServiceError('tenant.in-use', `Integrations use the tenant: ${shown}${more}.`);
  }
  await deleteTenantLink(deps.rows, link).catch((error) => {
    if (!(error instanceof RowConflict)) throw error;
    // Linked anew, or gone, since it was read.
    if (error.reason === 'missing') throw notFound('tenant');
    throw new ServiceError('object.changed', 'The tenant was linked again in the meantime.', { cause: error });
  });
  deps.log.info('tenant.unlinked', { organizationId, tenantId: link.tenantId });
}
