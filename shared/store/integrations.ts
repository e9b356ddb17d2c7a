import { z } from 'zod';
import type { Integration } from '../domain/integration/integration.ts';
import type { Stored } from '../domain/stored.ts';
import type { Row, Rows, RowValues } from '../ports/rows.ts';
import { everyRow, listRows } from './every-row.ts';
import { jsonColumn } from './json-column.ts';
import { joinKey, keysUnder } from './key.ts';
import { presentProperties } from './present-properties.ts';
import { rowShape } from './row-shape.ts';

/*
 * Table `integrations`
 *   PK organization id, RK `integration!{id}`: one integration. What tests find out about it is in the table `checks`.
 *   PK organization id, RK `vault!{tenant id}!{vault name in lower case}`: which integration has the vault, written
 *   and deleted together with it, so that an organization connects a vault once.
 */
const table = 'integrations';
const integrationKey = (id: string) => joinKey('integration', id);
const vaultKey = (tenantId: string, vaultName: string) => joinKey('vault', tenantId, vaultName.toLowerCase());

const row = rowShape(1, {
  id: z.string(),
  tenantId: z.string(),
  vaultName: z.string(),
  description: z.string(),
  writable: z.boolean(),
  resourceTags: jsonColumn(z.record(z.string(), z.string())),
  createdAt: z.date(),
  modifiedAt: z.date(),
});

export type StoredIntegration = Stored<Integration>;

function toValues({ organizationId: _partition, resourceTags, ...integration }: Integration): RowValues {
  return presentProperties({
    v: 1,
    ...integration,
    resourceTags: JSON.stringify(resourceTags),
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

/** Those of these integrations that are there, in any order. Many are read as a range from the first to the last. */
export async function readIntegrations(
  rows: Rows,
  organizationId: string,
  ids: readonly string[],
): Promise<StoredIntegration[]> {
  const keys = ids.map(integrationKey).sort();
  const [first] = keys;
  if (first === undefined) return [];
  if (keys.length === 1) {
    const found = await rows.get(table, organizationId, first);
    return found === undefined ? [] : [fromRow(organizationId, found)];
  }
  const wanted = new Set(keys);
  const found: StoredIntegration[] = [];
  for await (const each of everyRow(rows, table, organizationId, { from: first, before: `${keys.at(-1)}!` })) {
    if (wanted.has(each.rowKey)) found.push(fromRow(organizationId, each));
  }
  return found;
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
