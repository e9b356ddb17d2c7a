import { z } from 'zod';
import type { Organization } from '../domain/organization.ts';
import type { Rows } from '../ports/rows.ts';

/*
 * Table `organizations`
 *   PK organization id, RK `organization`: the organization.
 */
const table = 'organizations';
const rowKey = 'organization';
const row = z.object({ v: z.literal(1), name: z.string(), createdAt: z.date() });

/** Rejects with `RowConflict` when there is one with this id. */
export async function insertOrganization(rows: Rows, organization: Organization): Promise<void> {
  const { id, name, createdAt } = organization;
  await rows.write(table, id, [{ kind: 'insert', rowKey, values: { v: 1, name, createdAt } }]);
}

export async function getOrganization(rows: Rows, id: string): Promise<Organization | undefined> {
  const found = await rows.get(table, id, rowKey);
  if (found === undefined) return undefined;
  const { name, createdAt } = row.parse(found.values);
  return { id, name, createdAt };
}
