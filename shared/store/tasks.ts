import { z } from 'zod';
import type { Stored } from '../domain/stored.ts';
import { isFinished, type Task, taskStates } from '../domain/sync/task.ts';
import { firstTaskIdAt } from '../domain/sync/task-id.ts';
import type { Row, Rows, RowValues, RowWrite } from '../ports/rows.ts';
import type { Tables } from '../ports/tables.ts';
import { deleteKeys } from './delete-keys.ts';
import { everyRow, listRows } from './every-row.ts';
import { jsonColumn } from './json-column.ts';
import { joinKey, splitKey } from './key.ts';
import { presentProperties } from './present-properties.ts';
import { rowShape } from './row-shape.ts';

/*
 * Table `tasks`
 *   PK `{organization id}!{action id}`, RK task id (a UUID of version 7, so that the order is that of time): one run.
 */
const table = 'tasks';
const partition = (organizationId: string, actionId: string) => joinKey(organizationId, actionId);

const row = rowShape(1, {
  id: z.string(),
  integrationId: z.string(),
  actionId: z.string(),
  actionKind: z.enum(['pull', 'push']),
  reason: z.string(),
  dryRun: z.boolean(),
  /** Absent in tasks of before one could confirm. */
  confirmDeletes: z.boolean().default(false),
  state: z.enum(taskStates),
  phase: z.enum(['planning', 'applying', 'done']),
  stepCount: z.int(),
  cursor: z.int(),
  attempted: z.int(),
  counts: jsonColumn(
    z.object({
      create: z.int(),
      update: z.int(),
      delete: z.int(),
      unchanged: z.int(),
      skipped: z.int(),
      failed: z.int(),
    }),
  ),
  untouched: z.int(),
  appliesPlan: z.boolean(),
  confirmation: z.string().optional(),
  retryOf: z.string().optional(),
  cancelRequested: z.boolean(),
  tries: z.int(),
  waitingCode: z.string().optional(),
  waitingDetail: z.string().default(''),
  waitingUntil: z.date().optional(),
  requests: z.int(),
  throttled: z.int(),
  recentWrites: z.int(),
  recentOthers: z.int(),
  errorCode: z.string().optional(),
  errorDetail: z.string().default(''),
  createdAt: z.date(),
  modifiedAt: z.date(),
  startedAt: z.date().optional(),
  plannedAt: z.date().optional(),
  finishedAt: z.date().optional(),
  /** It has been kept long enough: gone for everybody, although its rows may stay for a moment. */
  removing: z.boolean().optional(),
});

export type StoredTask = Stored<Task>;

const isRemoving = ({ values }: Row) => values.removing === true;

function toValues({ organizationId: _organizationId, error, counts, waiting, recent, ...task }: Task): RowValues {
  return presentProperties({
    v: 1,
    ...task,
    counts: JSON.stringify(counts),
    waitingCode: waiting?.code,
    waitingDetail: waiting?.detail,
    waitingUntil: waiting?.until,
    recentWrites: recent.writes,
    recentOthers: recent.others,
    errorCode: error?.code,
    errorDetail: error?.detail,
  });
}

function fromRow(organizationId: string, { etag, values }: Row): StoredTask {
  const parsed = row.parse(values);
  const {
    v: _version,
    removing: _gone,
    errorCode,
    errorDetail,
    waitingCode,
    waitingDetail,
    waitingUntil,
    ...others
  } = parsed;
  const { recentWrites: writes, recentOthers, ...task } = others;
  const error = errorCode === undefined ? {} : { error: { code: errorCode, detail: errorDetail } };
  const waiting =
    waitingCode === undefined || waitingUntil === undefined
      ? {}
      : { waiting: { code: waitingCode, detail: waitingDetail, until: waitingUntil } };
  return { organizationId, ...task, ...error, ...waiting, recent: { writes, others: recentOthers }, etag };
}

/** Returns the etag. */
export async function insertTask(rows: Rows, task: Task): Promise<string> {
  const writes = [{ kind: 'insert', rowKey: task.id, values: toValues(task) } as const];
  const [etag = ''] = await rows.write(table, partition(task.organizationId, task.actionId), writes);
  return etag;
}

export async function getTask(
  rows: Rows,
  organizationId: string,
  actionId: string,
  id: string,
): Promise<StoredTask | undefined> {
  const found = await rows.get(table, partition(organizationId, actionId), id);
  return found === undefined || isRemoving(found) ? undefined : fromRow(organizationId, found);
}

/** All tasks of the action, oldest first. */
export async function listTasks(rows: Rows, organizationId: string, actionId: string): Promise<StoredTask[]> {
  const tasks: StoredTask[] = [];
  for await (const found of everyRow(rows, table, partition(organizationId, actionId), {})) {
    if (!isRemoving(found)) tasks.push(fromRow(organizationId, found));
  }
  return tasks;
}

/** The ids of all tasks of the action whose rows are there, those on their way out too. */
export function listTaskIds(rows: Rows, organizationId: string, actionId: string): Promise<string[]> {
  const range = { select: [] };
  return listRows(rows, table, partition(organizationId, actionId), range, ({ rowKey }) => rowKey);
}

/** A task that may be old enough to go. */
export interface AgedTask {
  task: StoredTask;
  /** It is on its way out already. */
  removing: boolean;
}

/** Some of the action's tasks that were made before this time, the oldest first; at most 100, in one request. */
export async function readTasksBefore(
  rows: Rows,
  { organizationId, actionId }: Pick<Task, 'organizationId' | 'actionId'>,
  before: Date,
  after?: string,
): Promise<{ tasks: AgedTask[]; next?: string }> {
  const range = { before: firstTaskIdAt(before), after, limit: 100 };
  const { rows: found, next } = await rows.range(table, partition(organizationId, actionId), range);
  return { tasks: found.map((row) => ({ task: fromRow(organizationId, row), removing: isRemoving(row) })), next };
}

/** From here on these tasks (1 to 100 of one action) are gone for everybody. Rejects with `RowConflict` when one changed. */
export async function markRemoving(rows: Rows, tasks: readonly [StoredTask, ...StoredTask[]]): Promise<void> {
  const writes = tasks.map(({ etag, ...task }): RowWrite => {
    return { kind: 'replace', rowKey: task.id, values: { ...toValues(task), removing: true }, etag };
  });
  await rows.write(table, partition(tasks[0].organizationId, tasks[0].actionId), writes);
}

/**
 * All tasks of all organizations that are not finished: goes through the whole table. A row knows its organization by the
 * first part of its key alone, as `encodeKeyPart` writes it; `organizationOf` says which one that is, if there is one.
 */
export async function* unfinishedTasks(
  tables: Tables,
  organizationOf: (keyPart: string) => string | undefined,
): AsyncGenerator<StoredTask> {
  for (const state of taskStates.filter((each) => !isFinished({ state: each }))) {
    for await (const found of tables.scan(table, { where: { property: 'state', equals: state } })) {
      const [keyPart = ''] = splitKey(found.partitionKey);
      const organizationId = organizationOf(keyPart);
      if (organizationId !== undefined) yield fromRow(organizationId, found);
    }
  }
}

/** Returns the task with its new etag. Rejects with `RowConflict` when it changed since it was read, or is gone. */
export async function replaceTask(rows: Rows, { etag, ...task }: StoredTask): Promise<StoredTask> {
  const writes = [{ kind: 'replace', rowKey: task.id, values: toValues(task), etag } as const];
  const [written = ''] = await rows.write(table, partition(task.organizationId, task.actionId), writes);
  return { ...task, etag: written };
}

/** Rejects with `RowConflict` when it is gone already. */
export async function deleteTask(rows: Rows, task: Pick<Task, 'organizationId' | 'actionId' | 'id'>): Promise<void> {
  await rows.write(table, partition(task.organizationId, task.actionId), [{ kind: 'delete', rowKey: task.id }]);
}

/** Deletes these tasks of one action, whoever else does so too; gives how many it deleted itself. */
export async function deleteTasks(rows: Rows, tasks: readonly Task[]): Promise<number> {
  const [first] = tasks;
  if (first === undefined) return 0;
  return deleteKeys(
    rows,
    table,
    partition(first.organizationId, first.actionId),
    tasks.map(({ id }) => id),
  );
}
