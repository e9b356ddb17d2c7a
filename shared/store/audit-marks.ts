import { z } from 'zod';
import type { Rows, RowWrite } from '../ports/rows.ts';
import { auditTable } from './audit.ts';
import { everyRow } from './every-row.ts';
import { joinKey, keysUnder } from './key.ts';
import { inTransactions } from './transactions.ts';

/** Every so many entries of a stream the key of one is noted, counted from the oldest. */
export const markInterval = 200;

const kind = 'mark';
const greatest = 10 ** 15 - 1;
const row = z.object({ v: z.literal(1), ordinal: z.int(), key: z.string() });

/** The entry with this ordinal (1 is the oldest) has this row key. */
export interface AuditMark {
  ordinal: number;
  key: string;
}

/** The newest mark of the stream. */
export async function getLastMark(rows: Rows, partition: string): Promise<AuditMark | undefined> {
  const page = await rows.range(auditTable, partition, { ...keysUnder(kind), limit: 1 });
  return page.rows[0] && toMark(page.rows[0].values);
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
    if (toMark(values).key > key) break;
    wrong.push({ kind: 'delete', rowKey });
  }
  for (const transaction of inTransactions(partition, wrong)) await rows.write(auditTable, partition, transaction);
}

function toMark(values: unknown): AuditMark {
  const { ordinal, key } = row.parse(values);
  return { ordinal, key };
}

/** The newest mark comes first. */
function markKey(ordinal: number): string {
  return joinKey(kind, String(greatest - ordinal).padStart(15, '0'));
}
