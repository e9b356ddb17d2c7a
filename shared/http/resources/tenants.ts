import { z } from 'zod';
import type { TenantLink } from '../../domain/consent/tenant-link.ts';
import type { Links } from '../links.ts';
import { pageQuery, pageSchema } from '../paging.ts';

export const tenantSchema = z
  .object({
    /** The tenant's own id at Entra. */
    id: z.guid(),
    url: z.url(),
    tenant_id: z.guid(),
    /** Domain of the account that signed in. */
    name: z.string(),
    linked_by: z.string(),
    linked_by_id: z.string(),
    /** Account that signed in at Entra. */
    signed_in_as: z.string().nullable(),
    linked_at: z.iso.datetime(),
  })
  .meta({ id: 'AzureKeyVaultTenant' });

export const tenantPageSchema = pageSchema(tenantSchema).meta({ id: 'PaginatedAzureKeyVaultTenantList' });

export const tenantQuery = z.object({
  ...pageQuery,
  ordering: z.enum(['name', '-name', 'linked_at', '-linked_at']).default('name'),
});

/** Orders links as the query asks; equal ones by the tenant's id, so that pages never overlap. */
export function compareTenants(ordering: z.output<typeof tenantQuery>['ordering']) {
  const sign = ordering.startsWith('-') ? -1 : 1;
  const key = (link: TenantLink) => (ordering.endsWith('name') ? link.name : link.linkedAt.toISOString());
  return (a: TenantLink, b: TenantLink) => sign * compareText(key(a), key(b)) || compareText(a.tenantId, b.tenantId);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export function presentTenant(link: TenantLink, links: Links): z.input<typeof tenantSchema> {
  return {
    id: link.tenantId,
    url: links.to('tenant', link.tenantId),
    tenant_id: link.tenantId,
    name: link.name,
    linked_by: link.linkedByName,
    linked_by_id: link.linkedById,
    signed_in_as: link.signedInAs ?? null,
    linked_at: link.linkedAt.toISOString(),
  };
}
