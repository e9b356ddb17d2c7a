import { z } from 'zod';
import type { Organization } from '../domain/organization.ts';
import type { Rows } from '../ports/rows.ts';
import { everyRow } from './every-row.ts';

/*
 * Table `organizations`
 *   PK organization id, RK `organization`: the organization.
 *   PK `organizations`, RK organization id: that there is one, for whoever has to go through all of them.
 */
const table = 'organizations';
const rowKey = 'organization';
const list = 'organizations';
const row = z.object({ v: z.literal(1), name: z.string(), createdAt: z.date() });

/**
 * Rejects with `RowConflict` when there is one with this id. It is in the list before it is there, so that the list
 * lacks none; a listed one that is not there has nothing.
 */
export async function insertOrganization(rows: Rows, organization: Organization): Promise<void> {
  const { id, name, createdAt } = organization;
  await listOrganization(rows, id);
  await rows.write(table, id, [{ kind: 'insert', rowKey, values: { v: 1, name, createdAt } }]);
}

export async function getOrganization(rows: Rows, id: string): Promise<Organization | undefined> {
  const found = await rows.get(table, id, rowKey);
  if (found === undefined) return undefined;
  const { name, createdAt } = row.parse(found.values);
  return { id, name, createdAt };
}

/** Puts the organization into the list of all, if it is not there. */
export async function listOrganization(rows: Rows, id: string): Promise<void> {
  await rows.write(table, list, [{ kind: 'put', rowKey: id, values: { v: 1 } }]);
}

/** The ids of all organizations, in the order of the ids; some may be gone. */
export async function* everyOrganization(rows: Rows): AsyncGenerator<string> {
  for await (const { rowKey: id } of everyRow(rows, table, list, {})) yield id;
}
