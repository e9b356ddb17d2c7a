import { z } from 'zod';
import { roles } from '../domain/principal.ts';
import type { ServiceAccount } from '../domain/service-account.ts';
import type { Stored } from '../domain/stored.ts';
import { ServiceError } from '../errors.ts';
import { type Row, RowConflict, type RowFreshness, type Rows, type RowValues } from '../ports/rows.ts';
import { listRows } from './every-row.ts';
import { jsonColumn } from './json-column.ts';
import { joinKey, keysUnder } from './key.ts';
import { presentProperties } from './present-properties.ts';
import { rowShape } from './row-shape.ts';
import { usersTable } from './users-table.ts';

const kind = 'service-account';
const time = z.iso.datetime().transform((text) => new Date(text));
const keys = z.array(
  z.object({ prefix: z.string(), createdAt: time, expiresAt: time.optional(), revokedAt: time.optional() }),
);
const row = rowShape(1, {
  id: z.string(),
  name: z.string(),
  description: z.string(),
  role: z.enum(roles),
  ownerId: z.string().optional(),
  keys: jsonColumn(keys),
  createdAt: z.date(),
  modifiedAt: z.date(),
  lastUsedAt: z.date().optional(),
});

export type StoredServiceAccount = Stored<ServiceAccount>;

function toValues({ organizationId: _organizationId, ...account }: ServiceAccount): RowValues {
  return presentProperties({ v: 1, ...account, keys: JSON.stringify(account.keys) });
}

function fromRow(organizationId: string, { etag, values }: Row): StoredServiceAccount {
  const { v: _version, ownerId = null, ...account } = row.parse(values);
  return { organizationId, ownerId, ...account, etag };
}

/** Returns the etag. Rejects with `object.exists` when the name is taken, `RowConflict` when the id is. */
export async function insertServiceAccount(rows: Rows, account: ServiceAccount): Promise<string> {
  try {
    const [etag = ''] = await rows.write(usersTable, account.organizationId, [
      { kind: 'insert', rowKey: joinKey(kind, account.id), values: toValues(account) },
      { kind: 'insert', rowKey: nameKey(account), values: { v: 1, id: account.id } },
    ]);
    return etag;
  } catch (cause) {
    if (!(cause instanceof RowConflict) || cause.index !== 1) throw cause;
    const sentence = `There is already a service account named ${JSON.stringify(account.name)}.`;
    throw new ServiceError('object.exists', sentence, { cause });
  }
}

export async function getServiceAccount(
  rows: Rows,
  organizationId: string,
  id: string,
  freshness?: RowFreshness,
): Promise<StoredServiceAccount | undefined> {
  const found = await rows.get(usersTable, organizationId, joinKey(kind, id), freshness);
  return found && fromRow(organizationId, found);
}

/** All service accounts of the organization, in no order that means anything. */
export function listServiceAccounts(rows: Rows, organizationId: string): Promise<StoredServiceAccount[]> {
  return listRows(rows, usersTable, organizationId, keysUnder(kind), (each) => fromRow(organizationId, each));
}

/** Returns the account with its new etag. Rejects with `RowConflict` when it changed since it was read, or is gone. */
export async function replaceServiceAccount(
  rows: Rows,
  { etag: was, ...account }: StoredServiceAccount,
): Promise<StoredServiceAccount> {
  const [etag = ''] = await rows.write(usersTable, account.organizationId, [
    { kind: 'replace', rowKey: joinKey(kind, account.id), values: toValues(account), etag: was },
  ]);
  return { ...account, etag };
}

/** Rejects with `RowConflict` when it changed since it was read, or is gone. */
export async function deleteServiceAccount(rows: Rows, account: StoredServiceAccount): Promise<void> {
  await rows.write(usersTable, account.organizationId, [
    { kind: 'delete', rowKey: joinKey(kind, account.id), etag: account.etag },
    { kind: 'delete', rowKey: nameKey(account) },
  ]);
}

function nameKey({ name }: Pick<ServiceAccount, 'name'>): string {
  return joinKey(`${kind}-name`, name);
}
