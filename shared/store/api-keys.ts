import { z } from 'zod';
import type { ApiKey } from '../domain/api-key.ts';
import { roles } from '../domain/principal.ts';
import { RowConflict, type Rows } from '../ports/rows.ts';

/*
 * Table `apiKeys`
 *   PK the key's public prefix, RK `key`: whose key it is; one point lookup for the first request that carries it.
 * Whether it opens is in its service account's row (table `users`), so that revoking is one write in one partition.
 * A row never changes, and is remembered by each process: a key whose row is gone is refused by its account.
 */
export const apiKeysTable = 'apiKeys';
const table = apiKeysTable;
const rowKey = 'key';
const owned = { digest: z.instanceof(Uint8Array), organizationId: z.string(), serviceAccountId: z.string() };
const row = z.discriminatedUnion('v', [
  z.object({ v: z.literal(2), ...owned }),
  // Of before service accounts had rows of their own.
  z.object({
    v: z.literal(1),
    ...owned,
    name: z.string(),
    role: z.enum(roles),
    createdAt: z.date(),
    expiresAt: z.date().optional(),
    revokedAt: z.date().optional(),
  }),
]);

export async function insertApiKey(rows: Rows, { prefix, before: _before, ...key }: ApiKey): Promise<void> {
  await rows.write(table, prefix, [{ kind: 'insert', rowKey, values: { v: 2, ...key } }]);
}

export async function getApiKey(rows: Rows, prefix: string): Promise<ApiKey | undefined> {
  const found = await rows.get(table, prefix, rowKey);
  if (found === undefined) return undefined;
  const { digest, organizationId, serviceAccountId, ...rest } = row.parse(found.values);
  const key = { prefix, digest, organizationId, serviceAccountId };
  if (rest.v === 2) return key;
  const { v: _version, ...before } = rest;
  return { ...key, before };
}

/** Deletes the key; one that is gone already is none the worse for it. */
export async function deleteApiKey(rows: Rows, prefix: string): Promise<void> {
  try {
    await rows.write(table, prefix, [{ kind: 'delete', rowKey }]);
  } catch (error) {
    if (!(error instanceof RowConflict)) throw error;
  }
}
