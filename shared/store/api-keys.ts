import { z } from 'zod';
import type { ApiKey } from '../domain/api-key.ts';
import { RowConflict, type Rows } from '../ports/rows.ts';
import { rowShape } from './row-shape.ts';

/*
 * Table `apiKeys`
 *   PK the key's public prefix, RK `key`: whose key it is; one point lookup for the first request that carries it.
 * Whether it opens is in its service account's row (table `users`), so that revoking is one write in one partition.
 * A row never changes, so that each process may remember it: a key whose row is gone is refused by its account.
 */
const table = 'apiKeys';
const rowKey = 'key';
const row = rowShape(2, {
  digest: z.instanceof(Uint8Array),
  organizationId: z.string(),
  serviceAccountId: z.string(),
});

export async function insertApiKey(rows: Rows, { prefix, ...key }: ApiKey): Promise<void> {
  await rows.write(table, prefix, [{ kind: 'insert', rowKey, values: { v: 2, ...key } }]);
}

export async function getApiKey(rows: Rows, prefix: string): Promise<ApiKey | undefined> {
  const found = await rows.get(table, prefix, rowKey, { maxAge: Number.POSITIVE_INFINITY });
  if (found === undefined) return undefined;
  const { v: _version, ...key } = row.parse(found.values);
  return { prefix, ...key };
}

/** Deletes the key; one that is gone already is none the worse for it. */
export async function deleteApiKey(rows: Rows, prefix: string): Promise<void> {
  try {
    await rows.write(table, prefix, [{ kind: 'delete', rowKey }]);
  } catch (error) {
    if (!(error instanceof RowConflict)) throw error;
  }
}
