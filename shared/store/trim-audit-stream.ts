import type { AuditStream } from '../domain/audit/audit-streams.ts';
import { newestAt } from '../domain/audit/entry-id.ts';
import { type Row, RowConflict, type Rows, type RowWrite } from '../ports/rows.ts';
import { auditPartition, auditTable, entryKey, entryKeys } from './audit.ts';
import {
  deleteMarksOfRemoved,
  getMark,
  markInterval,
  readMarks,
  removedWrite,
  type StreamMarks,
} from './audit-marks.ts';
import { countStream } from './audit-stream.ts';
import { deleteKeys } from './delete-keys.ts';
import { listRows } from './every-row.ts';

/** With the row that counts them they are a transaction. */
const atOnce = 99;

interface Stream {
  organizationId: string;
  stream: AuditStream;
}

/**
 * Removes the entries of before this time from one stream. Two requests where it is short, as those of single objects mostly
 * are; otherwise a few, and two transactions and three more requests for each 200 entries.
 */
export async function trimStream(rows: Rows, of: Stream, before: Date, now: Date): Promise<void> {
  const partition = auditPartition(of.organizationId, of.stream);
  const whole = await rows.range(auditTable, partition, { limit: 100, select: [] });
  if (whole.next === undefined && (await trimShort(rows, partition, whole.rows, before))) return;
  await trimFromOldest(rows, of, { before, now });
}

/**
 * The same, whatever the stream's length, the oldest first, so that after each transaction the ordinals of those that are
 * left are right. `first`: what has to be done before entries go. Gives how many it removed.
 */
export async function trimFromOldest(
  rows: Rows,
  of: Stream,
  {
    before,
    now,
    first = async () => {},
  }: { before: Date; now: Date; first?: (entries: readonly Row[]) => Promise<void> },
): Promise<number> {
  const partition = auditPartition(of.organizationId, of.stream);
  const bound = entryKey(newestAt(new Date(before.getTime() - 1)));
  const [due] = (await rows.range(auditTable, partition, { from: bound, before: entryKeys.before, limit: 1 })).rows;
  if (due === undefined) return 0;
  // Notes what marks are missing: they lead to the oldest.
  await countStream(rows, of.organizationId, of.stream, now);
  let total = 0;
  for (let last = false; !last; ) {
    const marks = await readMarks(rows, partition);
    const mark = marks.newest && (await getMark(rows, partition, nextMark(marks)));
    last = mark === undefined || mark.key <= bound;
    const range = { from: last ? bound : mark?.key, before: entryKeys.before };
    const oldest = await listRows(rows, auditTable, partition, range, (row) => row);
    await first(oldest);
    const removed = await removeCounted(rows, partition, oldest.toReversed(), marks);
    total += removed;
    // Somebody else removes them, too, and goes on.
    if (removed < oldest.length) return total;
  }
  await deleteMarksOfRemoved(rows, partition, (await readMarks(rows, partition)).removed);
  return total;
}

/** The ordinal of the oldest entry that is there and has a mark. */
function nextMark({ removed }: StreamMarks): number {
  return Math.ceil((removed + 1) / markInterval) * markInterval;
}

/** Removes these entries in this order, and counts them in the same transactions; ends early where somebody else does so. */
async function removeCounted(
  rows: Rows,
  partition: string,
  oldestFirst: readonly Row[],
  marks: StreamMarks,
): Promise<number> {
  let { removed, etag } = marks;
  for (let start = 0; start < oldestFirst.length; start += atOnce) {
    const some = oldestFirst.slice(start, start + atOnce);
    const deletes = some.map(({ rowKey }): RowWrite => ({ kind: 'delete', rowKey }));
    try {
      [etag] = await rows.write(auditTable, partition, [removedWrite({ etag }, removed + some.length), ...deletes]);
    } catch (error) {
      if (!(error instanceof RowConflict)) throw error;
      break;
    }
    removed += some.length;
  }
  return removed - marks.removed;
}

/** Of a stream whose rows are all here. False for one whose entries have to be counted: it has been longer. */
async function trimShort(rows: Rows, partition: string, all: readonly Row[], before: Date): Promise<boolean> {
  const bound = entryKey(newestAt(new Date(before.getTime() - 1)));
  const entries = all.filter(({ rowKey }) => rowKey < entryKeys.before);
  const due = entries.filter(({ rowKey }) => rowKey >= bound);
  // With the last entry goes what was counted. Where nothing ever was, entries are too few for anybody to begin with it.
  const gone = due.length === entries.length ? all : due;
  if (due.length > 0 && due.length < entries.length && entries.length < all.length) return false;
  if (due.length > 0) {
    const keys = gone.map(({ rowKey }) => rowKey);
    await deleteKeys(rows, auditTable, partition, keys);
  }
  return true;
}
