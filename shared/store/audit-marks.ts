import { z } from 'zod';
import type { Rows, RowWrite } from '../ports/rows.ts';
import { auditTable } from './audit.ts';
import { deleteRange } from './delete-range.ts';
import { everyRow } from './every-row.ts';
import { joinKey, keysUnder } from './key.ts';
import { rowShape } from './row-shape.ts';
import { inTransactions } from './transactions.ts';

/** Every so many entries of a stream the key of one is noted, counted from the oldest. */
export const markInterval = 200;

const kind = 'mark';
const greatest = 10 ** 15 - 1;
/** Comes before all marks, so that one range reads it and the newest of them. */
const removedKey = joinKey(kind, '0'.repeat(15));
const row = rowShape(1, { ordinal: z.int(), key: z.string() });
const removedRow = rowShape(1, { removed: z.int() });

/** The entry with this ordinal (1 is the oldest that there ever was) has this row key. */
export interface AuditMark {
  ordinal: number;
  key: string;
}

/** What is known of a stream beside its entries. */
export interface StreamMarks {
  /** So many of the oldest entries were removed: the oldest that is there has the ordinal after it. */
  removed: number;
  /** Of the row that says so; absent while none was removed. */
  etag?: string;
  newest: AuditMark | undefined;
}

/** One range. */
export async function readMarks(rows: Rows, partition: string): Promise<StreamMarks> {
  const page = await rows.range(auditTable, partition, { ...keysUnder(kind), limit: 2 });
  const [first, second] = page.rows;
  if (first?.rowKey !== removedKey) return { removed: 0, newest: first && toMark(first.values) };
  const { removed } = removedRow.parse(first.values);
  return { removed, etag: first.etag, newest: second && toMark(second.values) };
}

/** Says how many were removed; belongs in the transaction that removes them, and refuses it when somebody else did. */
export function removedWrite({ etag }: Pick<StreamMarks, 'etag'>, removed: number): RowWrite {
  const row = { rowKey: removedKey, values: { v: 1, removed } };
  return etag === undefined ? { kind: 'insert', ...row } : { kind: 'replace', ...row, etag };
}

export async function getMark(rows: Rows, partition: string, ordinal: number): Promise<AuditMark | undefined> {
  const found = await rows.get(auditTable, partition, markKey(ordinal));
  return found && toMark(found.values);
}

/** Notes these marks, oldest first. Two who note the same write the same. */
export async function putMarks(rows: Rows, partition: string, marks: readonly AuditMark[]): Promise<void> {
  const writes = marks.map(({ ordinal, key }): RowWrite => {
    return { kind: 'put', rowKey: markKey(ordinal), values: { v: 1, ordinal, key } };
  });
  for (const transaction of inTransactions(partition, writes)) await rows.write(auditTable, partition, transaction);
}

/** Forgets the marks that an entry with this key, come late, has made wrong: those of newer entries. */
export async function forgetMarksAfter(rows: Rows, partition: string, key: string): Promise<void> {
  const wrong: RowWrite[] = [];
  for await (const { rowKey, values } of everyRow(rows, auditTable, partition, keysUnder(kind))) {
    if (rowKey === removedKey) continue;
    if (toMark(values).key > key) break;
    wrong.push({ kind: 'delete', rowKey });
  }
  for (const transaction of inTransactions(partition, wrong)) await rows.write(auditTable, partition, transaction);
}

/** Deletes the marks of entries that were removed. A range, and more where there are any. */
export async function deleteMarksOfRemoved(rows: Rows, partition: string, removed: number): Promise<void> {
  await deleteRange(rows, auditTable, partition, { from: markKey(removed), before: keysUnder(kind).before });
}

function toMark(values: unknown): AuditMark {
  const { ordinal, key } = row.parse(values);
  return { ordinal, key };
}

/** The newest mark comes first. */
function markKey(ordinal: number): string {
  return joinKey(kind, String(greatest - ordinal).padStart(15, '0'));
}
