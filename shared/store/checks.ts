import { z } from 'zod';
import { causes, statuses, verdicts } from '../domain/integration/cause.ts';
import type { Check } from '../domain/integration/check.ts';
import type { StatusChange } from '../domain/integration/status-change.ts';
import type { Stored } from '../domain/stored.ts';
import { type Row, RowConflict, type Rows, type RowValues, type RowWrite } from '../ports/rows.ts';
import { checksTable, shardOf } from './checks-table.ts';
import { deleteRange } from './delete-range.ts';
import { everyRow, listRows } from './every-row.ts';
import { jsonColumn } from './json-column.ts';
import { joinKey, keysUnder } from './key.ts';
import { presentProperties } from './present-properties.ts';
import { columnsOf, rowShape } from './row-shape.ts';
import { changeWrite, historyOf } from './status-history.ts';
import { Transaction } from './transaction.ts';

/*
 * Table `checks`
 *   PK shard of the organization, RK `check!{organization}!{integration}`: what the last test found, and
 *   who is about to test.
 *   The same PK, RK `soon!{time}!{organization}!{integration}`: to be tested before the timer's turn; written and deleted
 *   together with the check that says so.
 *   The same PK, RK `history!…`: see `status-history.ts`.
 * The check is written before its integration and deleted after it: after a crash there is one too many, never one too few.
 */
/** Which integration. */
export interface CheckId {
  organizationId: string;
  integrationId: string;
}

export type StoredCheck = Stored<Check>;

const checkKey = ({ organizationId, integrationId }: CheckId) => joinKey('check', organizationId, integrationId);
/** Milliseconds since 1970 in as many digits as do until the year 5138. */
const timeKey = (time: Date) => String(time.getTime()).padStart(14, '0');
const soonKey = (time: Date, { organizationId, integrationId }: CheckId) =>
  joinKey('soon', timeKey(time), organizationId, integrationId);

const verdict = z.enum(verdicts);
const absent = z.date().nullable().default(null);
const row = rowShape(1, {
  organizationId: z.string(),
  integrationId: z.string(),
  status: z.enum(statuses),
  cause: z.enum(causes).nullable().default(null),
  statusDetail: z.string(),
  permissions: jsonColumn(z.object({ list: verdict, get: verdict, set: verdict, delete: verdict, recover: verdict })),
  statusSince: z.date(),
  lastCheckedAt: absent,
  lastCheckTook: z.number().nullable().default(null),
  conclusiveAt: absent,
  acceptedAt: absent,
  failures: z.int(),
  nextCheckAt: absent,
  period: absent,
  claim: z.string().nullable().default(null),
  heldUntil: absent,
});
const soonRow = z.object({ organizationId: z.string(), integrationId: z.string() });

function toValues({ permissions, ...check }: Check): RowValues {
  return presentProperties({ v: 1, ...check, permissions: JSON.stringify(permissions) });
}

function fromRow({ values, etag }: Row): StoredCheck {
  const { v: _version, ...check } = row.parse(values);
  return { ...check, etag };
}

/** One row that a later version of the app has written otherwise must not keep all others from being tested. */
function understood({ values, etag }: Row): StoredCheck | undefined {
  try {
    const { v: _version, ...check } = row.parse(values);
    return { ...check, etag };
  } catch {
    return undefined;
  }
}

function withoutEtag<T extends Check>(check: T): Check {
  const { etag: _etag, ...plain } = check as T & { etag?: string };
  return plain;
}

export async function getCheck(rows: Rows, id: CheckId): Promise<StoredCheck | undefined> {
  const found = await rows.get(checksTable, shardOf(id.organizationId), checkKey(id));
  return found && fromRow(found);
}

/** All checks of the organization, by the integrations' ids. */
export function listChecks(rows: Rows, organizationId: string): Promise<StoredCheck[]> {
  const range = keysUnder('check', organizationId);
  return listRows(rows, checksTable, shardOf(organizationId), range, fromRow);
}

/** All checks of one partition, read page by page; the key alone of one that cannot be understood. */
export async function* everyCheck(rows: Rows, shard: string): AsyncGenerator<StoredCheck | { unreadable: string }> {
  for await (const found of everyRow(rows, checksTable, shard, keysUnder('check'))) {
    yield understood(found) ?? { unreadable: found.rowKey };
  }
}

/** So few are looked up one by one: the range from the first to the last may hold many others. */
const few = 5;

/** Those of these checks that are there and can be understood, in any order. They are of one partition. */
export async function readChecks(rows: Rows, shard: string, ids: readonly CheckId[]): Promise<StoredCheck[]> {
  const keys = ids.map(checkKey).sort();
  if (keys.length <= few) {
    const found = await Promise.all(keys.map((key) => rows.get(checksTable, shard, key)));
    return found.flatMap((each) => (each && understood(each)) ?? []);
  }
  const wanted = new Set(keys);
  const checks: StoredCheck[] = [];
  for await (const found of everyRow(rows, checksTable, shard, { from: keys[0], before: `${keys.at(-1)}!` })) {
    const check = wanted.has(found.rowKey) ? understood(found) : undefined;
    if (check !== undefined) checks.push(check);
  }
  return checks;
}

/** The integrations of one partition that are to be tested before the timer's turn, and by now. */
export function listSoon(rows: Rows, shard: string, now: Date): Promise<CheckId[]> {
  const { from } = keysUnder('soon');
  const before = joinKey('soon', timeKey(new Date(now.getTime() + 1)));
  return listRows(rows, checksTable, shard, { from, before }, ({ values }) => soonRow.parse(values));
}

/** Stores the check of a new integration. Rejects with `RowConflict` when there is one. */
export async function insertCheck(rows: Rows, check: Check): Promise<void> {
  await rows.write(checksTable, shardOf(check.organizationId), [
    { kind: 'insert', rowKey: checkKey(check), values: toValues(check) },
    ...soonWrites(undefined, check),
  ]);
}

export interface CheckUpdate {
  was: StoredCheck;
  next: Check;
  /** For the history, in the same transaction. */
  change?: StatusChange;
}

/** Replaces one check. Rejects with `RowConflict` when somebody has changed or deleted it. */
export async function replaceCheck(rows: Rows, update: CheckUpdate): Promise<void> {
  const shard = shardOf(update.was.organizationId);
  await rows.write(checksTable, shard, writesOf(update));
}

/**
 * Replaces checks of one partition, in as few transactions as they fit. Gives their new etags in order; nothing for those
 * that somebody has changed or deleted meanwhile.
 */
export async function replaceChecks(
  rows: Rows,
  shard: string,
  updates: readonly CheckUpdate[],
): Promise<(string | undefined)[]> {
  const etags = new Map<CheckUpdate, string>();
  let rest = [...updates];
  while (rest.length > 0) {
    const transaction = new Transaction(shard);
    const owners: CheckUpdate[] = [];
    for (const update of rest) {
      const writes = writesOf(update);
      if (!transaction.add(writes)) break;
      for (const _write of writes) owners.push(update);
    }
    const taken = new Set(owners);
    try {
      const written = await rows.write(checksTable, shard, transaction.writes);
      owners.forEach((owner, index) => {
        // The check's own row is the first of its writes.
        if (owners[index - 1] !== owner) etags.set(owner, written[index] ?? '');
      });
      rest = rest.filter((update) => !taken.has(update));
    } catch (error) {
      if (!(error instanceof RowConflict)) throw error;
      const loser = owners[error.index];
      if (loser === undefined) throw error;
      rest = await unchanged(
        rows,
        shard,
        rest.filter((update) => update !== loser),
      );
    }
  }
  return updates.map((update) => etags.get(update));
}

/** Who has lost one has mostly lost others to the same winner: a look tells which, where the refusal names the first only. */
async function unchanged(rows: Rows, shard: string, updates: CheckUpdate[]): Promise<CheckUpdate[]> {
  if (updates.length < 2) return updates;
  const present = await readChecks(
    rows,
    shard,
    updates.map(({ was }) => was),
  );
  const etags = new Map(present.map((check) => [checkKey(check), check.etag]));
  return updates.filter(({ was }) => etags.get(checkKey(was)) === was.etag);
}

/** Deletes the check, if it is still that version, and then the history. Rejects with `RowConflict` otherwise. */
export async function deleteCheck(rows: Rows, check: StoredCheck): Promise<void> {
  const shard = shardOf(check.organizationId);
  const key = checkKey(check);
  await rows.write(checksTable, shard, [
    { kind: 'delete', rowKey: key, etag: check.etag },
    ...soonWrites(check, undefined),
  ]);
  await deleteRange(rows, checksTable, shard, historyOf(check));
}

function writesOf({ was, next, change }: CheckUpdate): RowWrite[] {
  // What a test found is made anew, and not of the check as it was.
  const values = { ...columnsOf(was), ...toValues(withoutEtag(next)) };
  return [
    { kind: 'replace', rowKey: checkKey(was), values, etag: was.etag },
    ...soonWrites(was, next),
    ...(change === undefined ? [] : [changeWrite(was, change)]),
  ];
}

/** What keeps the `soon` row in step with the check. */
function soonWrites(was: Check | undefined, next: Check | undefined): RowWrite[] {
  const before = was?.nextCheckAt && soonKey(was.nextCheckAt, was);
  const after = next?.nextCheckAt && soonKey(next.nextCheckAt, next);
  if (before === after) return [];
  return [
    ...(before ? [{ kind: 'delete' as const, rowKey: before }] : []),
    ...(next && after ? [{ kind: 'put' as const, rowKey: after, values: { v: 1, ...idOf(next) } }] : []),
  ];
}

const idOf = ({ organizationId, integrationId }: CheckId): CheckId => ({ organizationId, integrationId });
