import { z } from 'zod';
import type { ApiKey } from '../domain/api-key.ts';
import { roles } from '../domain/principal.ts';
import type { Rows, RowValues } from '../ports/rows.ts';

/*
 * Table `apiKeys`
 *   PK the key's public prefix, RK `key`: one API key, read once per request that carries it.
 */
const table = 'apiKeys';
const rowKey = 'key';
const row = z.object({
  v: z.literal(1),
  digest: z.instanceof(Uint8Array),
  organizationId: z.string(),
  serviceAccountId: z.string(),
  name: z.string(),
  role: z.enum(roles),
  createdAt: z.date(),
  expiresAt: z.date().optional(),
  revokedAt: z.date().optional(),
  lastUsedAt: z.date().optional(),
});

function toValues({ prefix: _prefix, ...key }: ApiKey): RowValues {
  const present = Object.entries(key).filter(([, value]) => value !== undefined);
  return { v: 1, ...(Object.fromEntries(present) as RowValues) };
}

export async function insertApiKey(rows: Rows, key: ApiKey): Promise<void> {
  await rows.write(table, key.prefix, [{ kind: 'insert', rowKey, values: toValues(key) }]);
}

export async function getApiKey(rows: Rows, prefix: string): Promise<(ApiKey & { etag: string }) | undefined> {
  const found = await rows.get(table, prefix, rowKey);
  if (found === undefined) return undefined;
  const { v: _version, ...key } = row.parse(found.values);
  return { prefix, ...key, etag: found.etag };
}

/** Replaces the key if nobody changed it since `etag`; rejects with `RowConflict` otherwise. */
export async function replaceApiKey(rows: Rows, key: ApiKey, etag: string): Promise<void> {
  await rows.write(table, key.prefix, [{ kind: 'replace', rowKey, values: toValues(key), etag }]);
}
