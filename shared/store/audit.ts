import { z } from 'zod';
import {
  type AuditEntry,
  type AuditIntent,
  type AuditObject,
  auditActions,
  auditObjectTypes,
} from '../domain/audit/audit-entry.ts';
import { type AuditStream, streamsOf } from '../domain/audit/audit-streams.ts';
import { newestFirst } from '../domain/audit/entry-id.ts';
import { roles } from '../domain/principal.ts';
import { type Row, RowConflict, type Rows, type RowValues, type RowWrite } from '../ports/rows.ts';
import { listRows } from './every-row.ts';
import { joinKey, keysUnder } from './key.ts';
import { presentProperties } from './present-properties.ts';
import { rowShape } from './row-shape.ts';

/*
 * Table `audit`
 *   PK organization id: all entries, and what is not finished
 *     RK `entry!{id turned around}`: one entry, newest first; its id gives the key
 *     RK `pending!change!{id}`: a change that is being made, or whose maker has died
 *     RK `pending!index!{entry id}`: an entry that may not be in all of its streams yet
 *     RK `mark!{ordinal turned around}`: the key of the 200th, 400th, … entry, counted from the oldest
 *   PK `{organization id}!{filter}!{value}`: a stream, the entries that fit one filter (`objectId`, `parameterId`,
 *     `environmentId`, `projectId`, `userId`, `objectType`, `action`); entries and marks as above
 * A change costs three writes (announced; entry in and announcement out in one transaction; index mark out) and one
 * more for each of its four to seven streams, these at once. A page: see `audit-stream.ts`.
 */
export const auditTable = 'audit';
const entryKind = 'entry';

const object = {
  objectId: z.string().default(''),
  objectName: z.string().default(''),
  projectId: z.string().optional(),
  parameterId: z.string().optional(),
  environmentId: z.string().optional(),
};
const common = {
  id: z.string(),
  action: z.enum(auditActions),
  objectType: z.enum(auditObjectTypes),
  ...object,
  userKind: z.enum(['service-account', 'user']),
  userId: z.string(),
  userName: z.string(),
  userRole: z.enum(roles),
  userCreatedAt: z.date(),
  at: z.date(),
};
const intentRow = rowShape(1, common);
type IntentRow = ReturnType<typeof intentRow.parse>;
const entryRow = rowShape(1, { ...common, outcome: z.enum(['done', 'unknown']) });

export function auditPartition(organizationId: string, stream: AuditStream): string {
  return joinKey(organizationId, ...stream);
}

/** The keys of all entries of a stream. */
export const entryKeys = keysUnder(entryKind);

export function entryKey(turned: string): string {
  return `${entryKeys.from}${turned}`;
}

/** Says that a change is about to be made. */
export async function insertIntent(rows: Rows, { startedAt, ...intent }: AuditIntent): Promise<void> {
  const values = toValues({ ...intent, at: startedAt });
  const write: RowWrite = { kind: 'insert', rowKey: intentKey(intent.id), values };
  await rows.write(auditTable, auditPartition(intent.organizationId, []), [write]);
}

/** Takes it back. Rejects with `RowConflict` when it is gone. */
export async function deleteIntent(rows: Rows, { organizationId, id }: AuditIntent): Promise<void> {
  await rows.write(auditTable, auditPartition(organizationId, []), [{ kind: 'delete', rowKey: intentKey(id) }]);
}

/**
 * Writes the entries, and takes back what announced them, in one transaction. Each is then still to be put into its
 * streams. Rejects with `RowConflict` when the announcement is gone.
 */
export async function insertEntries(
  rows: Rows,
  organizationId: string,
  entries: readonly AuditEntry[],
  intent?: AuditIntent,
): Promise<void> {
  const partition = auditPartition(organizationId, []);
  const announced: RowWrite[] = intent === undefined ? [] : [{ kind: 'delete', rowKey: intentKey(intent.id) }];
  const writes = entries.flatMap((entry): RowWrite[] => [
    { kind: 'insert', rowKey: keyOfEntry(entry.id), values: toValues(entry) },
    { kind: 'insert', rowKey: indexKey(entry.id), values: { v: 1, id: entry.id } },
  ]);
  try {
    await rows.write(auditTable, partition, [...announced, ...writes]);
  } catch (error) {
    // A request repeated by the SDK meets what it wrote itself: then all is well.
    const [first] = entries;
    if (!(error instanceof RowConflict) || first === undefined) throw error;
    if ((await getAuditEntry(rows, organizationId, first.id)) === undefined) throw error;
  }
}

/** Puts the entry into its streams. Done twice it does no harm. */
export async function indexEntry(rows: Rows, entry: AuditEntry): Promise<void> {
  const { organizationId } = entry;
  const write: RowWrite = { kind: 'put', rowKey: keyOfEntry(entry.id), values: toValues(entry) };
  await Promise.all(
    streamsOf(entry).map((stream) => rows.write(auditTable, auditPartition(organizationId, stream), [write])),
  );
}

/** Forgets that the entry was still to be put into its streams. */
export async function deleteIndexMark(rows: Rows, organizationId: string, id: string): Promise<void> {
  try {
    await rows.write(auditTable, auditPartition(organizationId, []), [{ kind: 'delete', rowKey: indexKey(id) }]);
  } catch (error) {
    if (!(error instanceof RowConflict)) throw error;
  }
}

/** Changes that were announced and neither recorded nor taken back, and entries that may not be in their streams. */
export async function listPending(
  rows: Rows,
  organizationId: string,
): Promise<{ intents: AuditIntent[]; unindexed: string[] }> {
  const partition = auditPartition(organizationId, []);
  const intents: AuditIntent[] = [];
  const unindexed: string[] = [];
  for (const { rowKey, values } of await listRows(rows, auditTable, partition, keysUnder('pending'), (row) => row)) {
    if (rowKey.startsWith(keysUnder('pending', 'index').from)) unindexed.push(z.string().parse(values.id));
    else intents.push(toIntent(organizationId, values));
  }
  return { intents, unindexed };
}

export async function getAuditEntry(rows: Rows, organizationId: string, id: string): Promise<AuditEntry | undefined> {
  const turned = newestFirst(id);
  if (turned === undefined) return undefined;
  const found = await rows.get(auditTable, auditPartition(organizationId, []), entryKey(turned));
  return found && toEntry(organizationId, found);
}

export function toEntry(organizationId: string, { values }: Pick<Row, 'values'>): AuditEntry {
  const { outcome, ...rest } = entryRow.parse(values);
  return { ...shared(organizationId, rest), at: rest.at, outcome, object: toObject(rest) };
}

function toIntent(organizationId: string, values: RowValues): AuditIntent {
  const row = intentRow.parse(values);
  return { ...shared(organizationId, row), startedAt: row.at, object: toObject(row) };
}

function shared(organizationId: string, row: IntentRow) {
  const { id, action, objectType } = row;
  const user = {
    kind: row.userKind,
    id: row.userId,
    name: row.userName,
    role: row.userRole,
    createdAt: row.userCreatedAt,
  };
  return { id, organizationId, action, objectType, user };
}

function toObject({ objectId, objectName, projectId, parameterId, environmentId }: IntentRow) {
  return {
    id: objectId,
    name: objectName,
    ...(projectId === undefined ? {} : { projectId }),
    ...(parameterId === undefined ? {} : { parameterId }),
    ...(environmentId === undefined ? {} : { environmentId }),
  } satisfies AuditObject;
}

function toValues(
  entry: Omit<AuditEntry, 'object' | 'outcome'> & { object: Partial<AuditObject>; outcome?: AuditEntry['outcome'] },
): RowValues {
  const { id, action, objectType, object, user, at, outcome } = entry;
  return presentProperties({
    v: 1,
    id,
    action,
    objectType,
    objectId: object.id,
    objectName: object.name,
    projectId: object.projectId,
    parameterId: object.parameterId,
    environmentId: object.environmentId,
    userKind: user.kind,
    userId: user.id,
    userName: user.name,
    userRole: user.role,
    userCreatedAt: user.createdAt,
    at,
    outcome,
  });
}

function keyOfEntry(id: string): string {
  const turned = newestFirst(id);
  if (turned === undefined) throw new RangeError('not the id of an audit entry');
  return entryKey(turned);
}

function intentKey(id: string): string {
  return joinKey('pending', 'change', id);
}

function indexKey(id: string): string {
  return joinKey('pending', 'index', id);
}
