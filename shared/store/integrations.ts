import { z } from 'zod';
import { causes, statuses, verdicts } from '../domain/integration/cause.ts';
import type { Integration } from '../domain/integration/integration.ts';
import type { Stored } from '../domain/stored.ts';
import type { Row, Rows, RowValues } from '../ports/rows.ts';
import { listRows } from './every-row.ts';
import { joinKey, keysUnder } from './key.ts';
import { presentProperties } from './present-properties.ts';

/*
 * Table `integrations`
 *   PK organization id, RK `integration!{id}`: one integration.
 *   PK organization id, RK `vault!{tenant id}!{vault name in lower case}`: which integration has the vault, written
 *   and deleted together with it, so that an organization connects a vault once.
 */
const table = 'integrations';
const integrationKey = (id: string) => joinKey('integration', id);
const vaultKey = (tenantId: string, vaultName: string) => joinKey('vault', tenantId, vaultName.toLowerCase());

const verdict = z.enum(verdicts);
const permissionMatrix = z.object({ list: verdict, get: verdict, set: verdict, delete: verdict, recover: verdict });
const json = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema);
const row = z.object({
  v: z.literal(1),
  id: z.string(),
  tenantId: z.string(),
  vaultName: z.string(),
  description: z.string(),
  writable: z.boolean(),
  resourceTags: json(z.record(z.string(), z.string())),
  createdAt: z.date(),
  modifiedAt: z.date(),
  status: z.enum(statuses),
  cause: z.enum(causes).nullable().default(null),
  statusDetail: z.string(),
  permissions: json(permissionMatrix),
  statusSince: z.date(),
  lastCheckedAt: z.date().nullable().default(null),
  conclusiveAt: z.date().nullable().default(null),
  failures: z.int(),
  nextCheckAt: z.date(),
});

export type StoredIntegration = Stored<Integration>;

function toValues({ organizationId: _partition, resourceTags, permissions, ...integration }: Integration): RowValues {
  return presentProperties({
    v: 1,
    ...integration,
    resourceTags: JSON.stringify(resourceTags),
    permissions: JSON.stringify(permissions),
  });
}

function fromRow(organizationId: string, found: Row): StoredIntegration {
  const { v: _version, ...integration } = row.parse(found.values);
  return { organizationId, ...integration, etag: found.etag };
}

/** Stores a new integration and returns its etag; rejects with `RowConflict` when the organization has the vault already. */
export async function insertIntegration(rows: Rows, integration: Integration): Promise<string> {
  const { id, organizationId, tenantId, vaultName } = integration;
  const [etag = ''] = await rows.write(table, organizationId, [
    { kind: 'insert', rowKey: integrationKey(id), values: toValues(integration) },
    { kind: 'insert', rowKey: vaultKey(tenantId, vaultName), values: { v: 1, id } },
  ]);
  return etag;
}

/** Another organization's integration is not found. */
export async function getIntegration(
  rows: Rows,
  organizationId: string,
  id: string,
): Promise<StoredIntegration | undefined> {
  const found = await rows.get(table, organizationId, integrationKey(id));
  return found && fromRow(organizationId, found);
}

/** All integrations of the organization, by id. */
export async function listIntegrations(rows: Rows, organizationId: string): Promise<StoredIntegration[]> {
  return listRows(rows, table, organizationId, keysUnder('integration'), (found) => fromRow(organizationId, found));
}

/** Replaces the integration if nobody changed it since `etag`, and returns the new etag; rejects with `RowConflict` otherwise. */
export async function replaceIntegration(rows: Rows, integration: Integration, etag: string): Promise<string> {
  const [written = ''] = await rows.write(table, integration.organizationId, [
    { kind: 'replace', rowKey: integrationKey(integration.id), values: toValues(integration), etag },
  ]);
  return written;
}

/** Deletes the integration and frees its vault; rejects with `RowConflict` when it is not this version or gone already. */
export async function deleteIntegration(rows: Rows, integration: StoredIntegration): Promise<void> {
  const { id, organizationId, tenantId, vaultName, etag } = integration;
  await rows.write(table, organizationId, [
    { kind: 'delete', rowKey: integrationKey(id), etag },
    { kind: 'delete', rowKey: vaultKey(tenantId, vaultName) },
  ]);
}
