import { z } from 'zod';
import type { KeyedRequest } from '../domain/idempotency.ts';
import type { Stored } from '../domain/stored.ts';
import { RowConflict, type Rows, type RowValues, type RowWrite } from '../ports/rows.ts';
import { joinKey, keysUnder } from './key.ts';

/*
 * Table `keyedRequests`
 *   PK `{organization id}!{kind of user}!{user id}`
 *   RK `key!{Idempotency-Key}`: a request that came with this key, and its answer, sealed
 *   RK `due!{time}!{Idempotency-Key}`: when it may be forgotten; written and deleted together with it
 * A request with a key costs one lookup, two writes and one range, and a third write when others are due.
 */
const table = 'keyedRequests';
/** A binary property's size, and as many as fit in a row beside the rest. */
const partBytes = 64 * 1024;
const mostParts = 15;
/** So many are forgotten at once: more than come in at a time. */
const forgottenAtOnce = 10;

/** The longest sealed answer that is kept, in bytes. */
export const longestSealedReply = partBytes * mostParts;

const row = z.object({
  v: z.literal(1),
  digest: z.string(),
  startedAt: z.date(),
  state: z.enum(['running', 'answered', 'lost']),
  parts: z.int().default(0),
});

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

/** Forgets some of the user's requests of before this time, so that they never pile up. */
export async function forgetKeyedRequests(rows: Rows, address: KeyAddress, before: Date): Promise<void> {
  const { from } = keysUnder('due');
  const range = { from, before: joinKey('due', before.toISOString()), limit: forgottenAtOnce };
  const due = await rows.range(table, partition(address), range);
  if (due.rows.length === 0) return;
  const writes = due.rows.flatMap(({ rowKey, values }): RowWrite[] => [
    { kind: 'delete', rowKey },
    { kind: 'delete', rowKey: joinKey('key', z.string().parse(values.key)) },
  ]);
  try {
    await rows.write(table, partition(address), writes);
  } catch (error) {
    // Somebody else forgets them at the same moment.
    if (!(error instanceof RowConflict)) throw error;
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
