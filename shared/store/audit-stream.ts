import type { AuditEntry } from '../domain/audit/audit-entry.ts';
import type { AuditStream } from '../domain/audit/audit-streams.ts';
import { newestAt, timeIn } from '../domain/audit/entry-id.ts';
import type { RowRange, Rows } from '../ports/rows.ts';
import { auditPartition, auditTable, entryKey, entryKeys, toEntry } from './audit.ts';
import { type AuditMark, getMark, markInterval, putMarks, readMarks } from './audit-marks.ts';
import { everyRow } from './every-row.ts';

/** Within this many milliseconds an entry may still come in before others; older ones have their ordinal for good. */
const settledAfter = 10 * 60_000;

/**
 * A stream as it was when counted. Entries have ordinals: `newest` is that of the newest, `removed` + 1 that of the oldest
 * which is still there; 1 was the first that ever came in.
 *
 * Counting reads the newest mark and the entries after it: up to 200, and those of the last ten minutes. (Who looks at
 * a stream for the first time in long pays for what has come in, and notes marks for all others.) From an ordinal to
 * its entry it is one mark and less than 200 entries, wherever in the stream that is; from a time to an ordinal a
 * binary search among the marks.
 */
export interface StreamSnapshot {
  organizationId: string;
  partition: string;
  newest: number;
  removed: number;
  mark: AuditMark | undefined;
  /** Row keys of the entries after the mark, newest first. */
  tail: readonly string[];
}

export async function countStream(
  rows: Rows,
  organizationId: string,
  stream: AuditStream,
  now: Date,
): Promise<StreamSnapshot> {
  const partition = auditPartition(organizationId, stream);
  const { removed, newest: last } = await readMarks(rows, partition);
  // What follows a mark whose entry was removed may have been removed, too.
  const mark = last !== undefined && last.ordinal > removed ? last : undefined;
  const tail: string[] = [];
  const range = { ...entryKeys, select: [], ...(mark === undefined ? {} : { before: mark.key }) };
  for await (const { rowKey } of everyRow(rows, auditTable, partition, range)) tail.push(rowKey);
  const newest = (mark?.ordinal ?? removed) + tail.length;
  const snapshot = { organizationId, partition, newest, removed, mark, tail };
  const marks = newMarks(snapshot, now);
  // What was removed between the two ranges would give all of them a wrong ordinal.
  if (marks.length > 0 && (await readMarks(rows, partition)).removed === removed) {
    await putMarks(rows, partition, marks);
  }
  return snapshot;
}

function newMarks({ mark, tail, newest, removed }: StreamSnapshot, now: Date): AuditMark[] {
  const marks: AuditMark[] = [];
  const last = Math.floor((mark?.ordinal ?? removed) / markInterval) * markInterval;
  for (let ordinal = last + markInterval; ordinal <= newest; ordinal += markInterval) {
    const key = tail[newest - ordinal] ?? '';
    const time = timeIn(key.slice(entryKeys.from.length));
    if (now.getTime() - time.getTime() < settledAfter) break;
    marks.push({ ordinal, key });
  }
  return marks;
}

/** The entries with the ordinals from `newest` down, as many as asked for. */
export async function readOrdinals(
  rows: Rows,
  snapshot: StreamSnapshot,
  newest: number,
  wanted: number,
): Promise<AuditEntry[]> {
  if (wanted < 1) return [];
  const { from, skip } = await locate(rows, snapshot, newest);
  const entries: AuditEntry[] = [];
  let left = skip;
  for await (const entry of entriesIn(rows, snapshot, { from, limit: Math.min(1000, skip + wanted) })) {
    if (left > 0) left -= 1;
    else entries.push(entry);
    if (entries.length === wanted) break;
  }
  return entries;
}

/** A row key from which the entry with this ordinal is `skip` entries away. */
async function locate(
  rows: Rows,
  { partition, newest, mark, tail }: StreamSnapshot,
  ordinal: number,
): Promise<{ from: string; skip: number }> {
  const inTail = tail[newest - ordinal];
  if (inTail !== undefined || mark === undefined) return { from: inTail ?? entryKeys.from, skip: 0 };
  const marked = Math.ceil(ordinal / markInterval) * markInterval;
  // A mark that is forgotten in this moment is no loss: the newest one leads there too, on a longer way.
  const nearest = (await getMark(rows, partition, marked)) ?? mark;
  return { from: nearest.key, skip: nearest.ordinal - ordinal };
}

/** The ordinal of the last entry until this time, inclusive; `removed` when there is none. */
export async function ordinalAt(rows: Rows, snapshot: StreamSnapshot, time: Date): Promise<number> {
  const { partition, newest, removed, mark, tail } = snapshot;
  const bound = entryKey(newestAt(time));
  const inTail = tail.findIndex((key) => key >= bound);
  if (inTail >= 0) return newest - inTail;
  if (mark === undefined) return removed;

  let [below, above] = [Math.floor(removed / markInterval), mark.ordinal / markInterval + 1];
  let nearest: AuditMark | undefined;
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    const found = await getMark(rows, partition, middle * markInterval);
    if (found !== undefined && found.key >= bound) [below, nearest] = [middle, found];
    else above = middle;
  }
  let between = 0;
  const range = { from: bound, before: nearest?.key ?? entryKeys.before };
  for await (const _row of everyRow(rows, auditTable, partition, range)) between += 1;
  return (nearest?.ordinal ?? removed) + between;
}

/** The newest entry of a stream. */
export async function getNewestEntry(
  rows: Rows,
  organizationId: string,
  stream: AuditStream,
): Promise<AuditEntry | undefined> {
  const page = await rows.range(auditTable, auditPartition(organizationId, stream), { ...entryKeys, limit: 1 });
  return page.rows[0] && toEntry(organizationId, page.rows[0]);
}

/** All entries of a stream from the newest to the oldest within these times, inclusive, read as they are consumed. */
export async function* entriesBetween(
  rows: Rows,
  organizationId: string,
  stream: AuditStream,
  { earliest, latest }: { earliest?: Date; latest?: Date },
): AsyncGenerator<AuditEntry> {
  const partition = auditPartition(organizationId, stream);
  const from = latest === undefined ? entryKeys.from : entryKey(newestAt(latest));
  const before = earliest === undefined ? entryKeys.before : entryKey(newestAt(new Date(earliest.getTime() - 1)));
  if (from < before) yield* entriesIn(rows, { organizationId, partition }, { from, before });
}

async function* entriesIn(
  rows: Rows,
  { organizationId, partition }: Pick<StreamSnapshot, 'organizationId' | 'partition'>,
  { from, before = entryKeys.before, limit = 1000 }: Pick<RowRange, 'before' | 'limit'> & { from: string },
): AsyncGenerator<AuditEntry> {
  let after: string | undefined;
  do {
    const page = await rows.range(auditTable, partition, { from, before, limit, after });
    for (const row of page.rows) yield toEntry(organizationId, row);
    after = page.next;
  } while (after !== undefined);
}
