import { z } from 'zod';
import { limitNames } from '../domain/limits.ts';
import type { Organization } from '../domain/organization.ts';
import type { Stored } from '../domain/stored.ts';
import type { RowFreshness, Rows } from '../ports/rows.ts';
import { deleteRange } from './delete-range.ts';
import { everyRow } from './every-row.ts';
import { jsonColumn } from './json-column.ts';
import { presentProperties } from './present-properties.ts';
import { columnsOf, rowShape } from './row-shape.ts';

/*
 * Table `organizations`
 *   PK organization id, RK `organization`: the organization.
 *   PK `organizations`, RK organization id: that there is one, for whoever has to go through all of them.
 */
const table = 'organizations';
const rowKey = 'organization';
const list = 'organizations';
const row = rowShape(1, {
  name: z.string(),
  createdAt: z.date(),
  limits: jsonColumn(z.partialRecord(z.enum(limitNames), z.int())).optional(),
  deletingSince: z.date().optional(),
});

function toValues(organization: Organization) {
  const { name, createdAt, limits: own, deletingSince } = organization;
  const limits = own && JSON.stringify(own);
  return presentProperties({ ...columnsOf(organization), v: 1, name, createdAt, limits, deletingSince });
}

/**
 * Rejects with `RowConflict` when there is one with this id. It is in the list before it is there, so that the list
 * lacks none; a listed one that is not there has nothing.
 */
export async function insertOrganization(rows: Rows, organization: Organization): Promise<void> {
  const { id } = organization;
  await listOrganization(rows, id);
  await rows.write(table, id, [{ kind: 'insert', rowKey, values: toValues(organization) }]);
}

export async function getOrganization(
  rows: Rows,
  id: string,
  freshness?: RowFreshness,
): Promise<Stored<Organization> | undefined> {
  const found = await rows.get(table, id, rowKey, freshness);
  if (found === undefined) return undefined;
  const { v: _version, ...organization } = row.parse(found.values);
  return { id, ...organization, etag: found.etag };
}

/** Returns the new etag. Rejects with `RowConflict` when it has changed since it was read, or is gone. */
export async function replaceOrganization(
  rows: Rows,
  { etag, ...organization }: Stored<Organization>,
): Promise<string> {
  const writes = [{ kind: 'replace', rowKey, values: toValues(organization), etag } as const];
  const [written = ''] = await rows.write(table, organization.id, writes);
  return written;
}

/** Whether it is in the list of all, where it stays until nothing else is left of it. */
export async function isListed(rows: Rows, id: string): Promise<boolean> {
  return (await rows.get(table, list, id)) !== undefined;
}

/** Takes away the organization itself, and then that there is one. It is no failure when it is gone already. */
export async function deleteOrganization(rows: Rows, id: string): Promise<void> {
  await deleteRange(rows, table, id);
  await deleteRange(rows, table, list, { from: id, before: `${id}!` });
}

/** Puts the organization into the list of all, if it is not there. */
export async function listOrganization(rows: Rows, id: string): Promise<void> {
  await rows.write(table, list, [{ kind: 'put', rowKey: id, values: { v: 1 } }]);
}

/** The ids of all organizations, in the order of the ids, or those `from` an id on; some may be gone. */
export async function* everyOrganization(rows: Rows, from?: string): AsyncGenerator<string> {
  for await (const { rowKey: id } of everyRow(rows, table, list, { from })) yield id;
}
