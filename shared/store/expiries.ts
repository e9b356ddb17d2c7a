import { z } from 'zod';
import type { Expiry } from '../domain/expiry/expiry.ts';
import { foldSecretName } from '../domain/sync/secret-name.ts';
import { type Row, RowConflict, type Rows, type RowWrite } from '../ports/rows.ts';
import { deleteRange } from './delete-range.ts';
import { everyRow, listRows } from './every-row.ts';
import { joinKey } from './key.ts';
import { presentProperties } from './present-properties.ts';
import { rowShape } from './row-shape.ts';
import { inTransactions } from './transactions.ts';

/*
 * Table `expiries`
 *   PK integration id, RK `{time, 12 digits}!{secret's name in lower case}`: an imported secret that expires then.
 *   PK `due`, RK `{end of an hour, 12 digits}!{organization id}!{integration id}`: that something in the integration may expire
 *   within that hour; what the timer goes through. It is written before such a row, and deleted when all that expires by its
 *   end was told.
 */
const table = 'expiries';
const due = 'due';
const hour = 3_600;

const row = rowShape(1, {
  secretName: z.string(),
  expires: z.number(),
  actionId: z.string(),
  toldAt: z.date().optional(),
});
const dueRow = rowShape(1, { organizationId: z.string(), integrationId: z.string() });

export type StoredExpiry = Expiry & { etag: string };

/** An integration in which something may be about to expire. */
export interface DueIntegration {
  organizationId: string;
  integrationId: string;
}

export type StoredDueIntegration = DueIntegration & { rowKey: string; etag: string };

function fromRow({ etag, values }: Row): StoredExpiry {
  const { v: _version, ...expiry } = row.parse(values);
  return { ...expiry, etag };
}

function toValues({ secretName, expires, actionId, toldAt }: Expiry) {
  return presentProperties({ v: 1, secretName, expires, actionId, toldAt });
}

function timeKey(seconds: number): string {
  return String(Math.max(0, seconds)).padStart(12, '0');
}

function rowKey({ expires, secretName }: Expiry): string {
  return joinKey(timeKey(expires), foldSecretName(secretName));
}

/** All that is known of the vault, the soonest first; `until`: only what expires by then, whole seconds since 1970. */
export function listExpiries(rows: Rows, integrationId: string, until?: number): Promise<StoredExpiry[]> {
  return listRows(rows, table, integrationId, until === undefined ? {} : { before: timeKey(until + 1) }, fromRow);
}

/** Each secret at most once among those that are put, and once among those that are deleted. */
export async function changeExpiries(
  rows: Rows,
  { organizationId, integrationId }: DueIntegration,
  changes: { put: readonly Expiry[]; delete: readonly Expiry[] },
): Promise<void> {
  const hours = new Set(changes.put.map(({ expires }) => Math.ceil(expires / hour) * hour));
  const hints = [...hours].map((end): RowWrite => {
    const values = { v: 1, organizationId, integrationId };
    return { kind: 'put', rowKey: joinKey(timeKey(end), organizationId, integrationId), values };
  });
  const writes = [
    ...changes.put.map((each): RowWrite => ({ kind: 'put', rowKey: rowKey(each), values: toValues(each) })),
    ...changes.delete.map((each): RowWrite => ({ kind: 'delete', rowKey: rowKey(each) })),
  ];
  for (const transaction of inTransactions(due, hints)) await rows.write(table, due, transaction);
  for (const transaction of inTransactions(integrationId, writes)) await rows.write(table, integrationId, transaction);
}

/** Rejects with `RowConflict` when one of them has changed since it was read. At most 100. */
export async function markTold(
  rows: Rows,
  integrationId: string,
  expiries: readonly StoredExpiry[],
  toldAt: Date,
): Promise<void> {
  const writes = expiries.map((each): RowWrite => {
    return { kind: 'replace', rowKey: rowKey(each), values: toValues({ ...each, toldAt }), etag: each.etag };
  });
  await rows.write(table, integrationId, writes);
}

/** Integrations in which something may expire by `until`, whole seconds since 1970, the soonest first. */
export async function* dueIntegrations(rows: Rows, until: number): AsyncGenerator<StoredDueIntegration> {
  for await (const { rowKey: key, etag, values } of everyRow(rows, table, due, { before: timeKey(until + 1) })) {
    const { organizationId, integrationId } = dueRow.parse(values);
    yield { organizationId, integrationId, rowKey: key, etag };
  }
}

/** Unless something was put there meanwhile. */
export async function forgetDue(rows: Rows, { rowKey: key, etag }: StoredDueIntegration): Promise<void> {
  try {
    await rows.write(table, due, [{ kind: 'delete', rowKey: key, etag }]);
  } catch (error) {
    if (!(error instanceof RowConflict)) throw error;
  }
}

/** Everything that is known of the integration. */
export async function deleteExpiries(rows: Rows, integrationId: string): Promise<void> {
  await deleteRange(rows, table, integrationId);
}
