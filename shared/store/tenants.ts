import { z } from 'zod';
import type { TenantLink } from '../domain/consent/tenant-link.ts';
import type { Rows, RowValues } from '../ports/rows.ts';
import { columnsOf, rowShape } from './row-shape.ts';

/*
 * Table `tenants`
 *   PK organization id, RK tenant id (GUID in lower case): one tenant that the organization has proven to hold.
 */
const table = 'tenants';
const row = rowShape(1, {
  name: z.string(),
  linkedById: z.string(),
  linkedByName: z.string(),
  signedInObjectId: z.string(),
  signedInAs: z.string().optional(),
  linkedAt: z.date(),
});

export type StoredTenantLink = TenantLink & { etag: string };

function toValues({ organizationId: _organizationId, tenantId: _tenantId, ...link }: TenantLink): RowValues {
  const present = Object.entries(link).filter(([, value]) => value !== undefined);
  return { ...columnsOf(link), v: 1, ...(Object.fromEntries(present) as RowValues) };
}

function fromRow(organizationId: string, tenantId: string, etag: string, values: RowValues): StoredTenantLink {
  const { v: _version, ...link } = row.parse(values);
  return { organizationId, tenantId, ...link, etag };
}

/** The organization's link to the tenant, if it has one. The id's letter case does not matter. */
export async function getTenantLink(
  rows: Rows,
  organizationId: string,
  tenantId: string,
): Promise<StoredTenantLink | undefined> {
  const rowKey = tenantId.toLowerCase();
  const found = await rows.get(table, organizationId, rowKey);
  return found && fromRow(organizationId, rowKey, found.etag, found.values);
}

/** All tenants of the organization, by id. */
export async function listTenantLinks(rows: Rows, organizationId: string): Promise<StoredTenantLink[]> {
  const links: StoredTenantLink[] = [];
  let after: string | undefined;
  do {
    const page = await rows.range(table, organizationId, after === undefined ? {} : { after });
    links.push(...page.rows.map((found) => fromRow(organizationId, found.rowKey, found.etag, found.values)));
    after = page.next;
  } while (after !== undefined);
  return links;
}

/** Links the tenant, or refreshes who linked it and when. */
export async function putTenantLink(rows: Rows, link: TenantLink): Promise<void> {
  const rowKey = link.tenantId.toLowerCase();
  await rows.write(table, link.organizationId, [{ kind: 'put', rowKey, values: toValues(link) }]);
}

/** Rejects with `RowConflict` when there is no such link, or not this version of it. */
export async function deleteTenantLink(rows: Rows, link: StoredTenantLink): Promise<void> {
  const rowKey = link.tenantId.toLowerCase();
  await rows.write(table, link.organizationId, [{ kind: 'delete', rowKey, etag: link.etag }]);
}
