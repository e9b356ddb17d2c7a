import { z } from 'zod';
import type { KeyedRequest } from '../domain/idempotency.ts';
import type { Stored } from '../domain/stored.ts';
import { type Row, RowConflict, type Rows, type RowValues, type RowWrite } from '../ports/rows.ts';
import { everyRow } from './every-row.ts';
import { joinKey, keysUnder } from './key.ts';
import { rowShape } from './row-shape.ts';

/*
 * Table `keyedRequests`
 *   PK `{organization id}!{kind of user}!{user id}`
 *   RK `key!{Idempotency-Key}`: a request that came with this key, and its answer, sealed
 *   RK `due!{time}!{Idempotency-Key}`: when it came; written and deleted together with it
 *   PK `due`, RK `{day}!{PK}`: that the user had such requests on that day; written before the first of them, so that they
 *   are found when they may be forgotten. A process remembers it.
 * A request with a key costs one lookup and two writes, and a user's first one on a day another lookup and write.
 */
const table = 'keyedRequests';
/** A binary property's size, and as many as fit in a row beside the rest. */
const partBytes = 64 * 1024;
const mostParts = 15;
/** So many are forgotten at once; each is two rows. */
const forgottenAtOnce = 50;
const dueUsers = 'due';
const dueUserRow = rowShape(1, { user: z.string(), organizationId: z.string() });
const dueRow = rowShape(1, { key: z.string() });
const dayOf = (time: Date) => time.toISOString().slice(0, 10);

/** The longest sealed answer that is kept, in bytes. */
export const longestSealedReply = partBytes * mostParts;

const row = rowShape(
  1,
  {
    digest: z.string(),
    startedAt: z.date(),
    state: z.enum(['running', 'answered', 'lost']),
    parts: z.int().default(0),
  },
  { also: /^part\d+$/ },
);

export interface KeyAddress {
  organizationId: string;
  user: { kind: string; id: string };
  key: string;
}

export type StoredKeyedRequest = Stored<KeyedRequest> & { sealed?: Uint8Array };

export async function getKeyedRequest(rows: Rows, address: KeyAddress): Promise<StoredKeyedRequest | undefined> {
  const found = await rows.get(table, partition(address), joinKey('key', address.key));
  if (found === undefined) return undefined;
  const { v: _version, parts, ...request } = row.parse(found.values);
  const pieces = Array.from({ length: parts }, (_, n) => z.instanceof(Uint8Array).parse(found.values[`part${n}`]));
  return { ...request, etag: found.etag, ...(parts === 0 ? {} : { sealed: new Uint8Array(Buffer.concat(pieces)) }) };
}

/**
 * Says that the request runs, in the place of what was there (`before`). Returns the etag. Rejects with `RowConflict`
 * when another one was faster.
 */
export async function startKeyedRequest(
  rows: Rows,
  address: KeyAddress,
  request: KeyedRequest,
  before: StoredKeyedRequest | undefined,
): Promise<string> {
  await noteUser(rows, address, request.startedAt);
  const written = { rowKey: joinKey('key', address.key), values: toValues(request) };
  const outdated: RowWrite[] =
    before === undefined || before.startedAt.getTime() === request.startedAt.getTime()
      ? []
      : [{ kind: 'delete', rowKey: dueKey(address, before) }];
  const [etag = ''] = await rows.write(table, partition(address), [
    before === undefined ? { kind: 'insert', ...written } : { kind: 'replace', ...written, etag: before.etag },
    { kind: 'put', rowKey: dueKey(address, request), values: { v: 1, key: address.key } },
    ...outdated,
  ]);
  return etag;
}

/** Keeps how it ended. Rejects with `RowConflict` when another one has taken its place. */
export async function finishKeyedRequest(
  rows: Rows,
  address: KeyAddress,
  { etag, sealed, ...request }: StoredKeyedRequest,
): Promise<void> {
  const values = { ...toValues(request), ...partsOf(sealed) };
  await rows.write(table, partition(address), [{ kind: 'replace', rowKey: joinKey('key', address.key), values, etag }]);
}

/** As if it had never been. Rejects with `RowConflict` when another one has taken its place. */
export async function forgetKeyedRequest(rows: Rows, address: KeyAddress, request: StoredKeyedRequest): Promise<void> {
  await rows.write(table, partition(address), [
    { kind: 'delete', rowKey: joinKey('key', address.key), etag: request.etag },
    { kind: 'delete', rowKey: dueKey(address, request) },
  ]);
}

async function noteUser(rows: Rows, address: KeyAddress, at: Date): Promise<void> {
  const user = partition(address);
  const rowKey = joinKey(dayOf(at), user);
  const values = { v: 1, user, organizationId: address.organizationId };
  const known = await rows.get(table, dueUsers, rowKey, { maxAge: 24 * 3_600_000 });
  if (known === undefined) await rows.write(table, dueUsers, [{ kind: 'put', rowKey, values }]);
}

/** A user who had requests of before some time, and where it says so. */
export interface DueUser {
  user: string;
  dueKey: string;
  /** All requests of that day are of before then: when they are forgotten the row may go. */
  whole: boolean;
}

/** The users who had requests before this time, those of the longest ago first. */
export async function* usersDueBefore(rows: Rows, time: Date): AsyncGenerator<DueUser> {
  const today = dayOf(time);
  const { before } = keysUnder(today);
  for await (const { rowKey: dueKey, values } of everyRow(rows, table, dueUsers, { before })) {
    yield { user: dueUserRow.parse(values).user, dueKey, whole: dueKey < today };
  }
}

/** Forgets the user's requests of before this time, and gives how many. */
export async function forgetRequestsBefore(rows: Rows, due: DueUser, time: Date): Promise<number> {
  const range = { from: keysUnder('due').from, before: joinKey('due', time.toISOString()), limit: forgottenAtOnce };
  let forgotten = 0;
  for (;;) {
    const page = await rows.range(table, due.user, range);
    const count = await forget(rows, due.user, page.rows);
    forgotten += count;
    // Somebody else is at it, too: the rest is for the next turn.
    if (count < page.rows.length) return forgotten;
    if (page.next === undefined) break;
  }
  if (due.whole) await deleted(rows, dueUsers, [{ kind: 'delete', rowKey: due.dueKey }]);
  return forgotten;
}

/** One by one where not all of them go at once; a key that was used anew meanwhile stays. */
async function forget(rows: Rows, user: string, found: readonly Row[]): Promise<number> {
  const pairs = found.map(({ rowKey, values }): RowWrite[] => [
    { kind: 'delete', rowKey },
    { kind: 'delete', rowKey: joinKey('key', dueRow.parse(values).key) },
  ]);
  if (pairs.length === 0 || (await deleted(rows, user, pairs.flat()))) return pairs.length;
  let forgotten = 0;
  for (const pair of pairs) if (await deleted(rows, user, pair)) forgotten += 1;
  return forgotten;
}

/** False: one of them is gone. */
async function deleted(rows: Rows, partitionKey: string, writes: RowWrite[]): Promise<boolean> {
  try {
    await rows.write(table, partitionKey, writes);
    return true;
  } catch (error) {
    if (!(error instanceof RowConflict)) throw error;
    return false;
  }
}

function partition({ organizationId, user }: KeyAddress): string {
  return joinKey(organizationId, user.kind, user.id);
}

function dueKey({ key }: KeyAddress, { startedAt }: Pick<KeyedRequest, 'startedAt'>): string {
  return joinKey('due', startedAt.toISOString(), key);
}

function toValues({ digest, startedAt, state }: KeyedRequest): RowValues {
  return { v: 1, digest, startedAt, state };
}

function partsOf(sealed: Uint8Array | undefined): RowValues {
  if (sealed === undefined) return {};
  const parts = Math.ceil(sealed.byteLength / partBytes);
  const pieces = Array.from({ length: parts }, (_, n) => [
    `part${n}`,
    sealed.subarray(n * partBytes, (n + 1) * partBytes),
  ]);
  return { parts, ...Object.fromEntries(pieces) };
}
