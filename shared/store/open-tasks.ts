import { z } from 'zod';
import type { Watched } from '../domain/sync/watch-task.ts';
import { type Row, RowConflict, type Rows, type RowWrite } from '../ports/rows.ts';
import { listRows } from './every-row.ts';
import { presentProperties } from './present-properties.ts';
import { rowShape } from './row-shape.ts';

/*
 * Table `openTasks`
 *   PK `open`, RK task id: a task that is not finished, in whatever organization; what the watchdog goes through.
 * The row is written before the task and deleted after its end: after a crash there is one too many, never one too few.
 */
const table = 'openTasks';
const partition = 'open';

const row = rowShape(1, {
  organizationId: z.string(),
  integrationId: z.string(),
  actionId: z.string(),
  seen: z.string().optional(),
  idle: z.int(),
  underWaySince: z.date().optional(),
});

export interface OpenTask extends Watched {
  taskId: string;
  organizationId: string;
  integrationId: string;
  actionId: string;
}

export type StoredOpenTask = OpenTask & { etag: string };

function fromRow({ rowKey: taskId, etag, values }: Row): StoredOpenTask {
  const { v: _version, ...open } = row.parse(values);
  return { taskId, ...open, etag };
}

function toValues({ taskId: _taskId, ...open }: OpenTask) {
  return presentProperties({ v: 1, ...open });
}

export async function putOpenTask(rows: Rows, open: OpenTask): Promise<void> {
  await rows.write(table, partition, [{ kind: 'put', rowKey: open.taskId, values: toValues(open) }]);
}

/** All of them, the oldest first: ids begin with the time. */
export function listOpenTasks(rows: Rows): Promise<StoredOpenTask[]> {
  return listRows(rows, table, partition, {}, fromRow);
}

/** Whoever else has changed or deleted it meanwhile knows better: then nothing is written. */
export async function noteOpenTask(rows: Rows, { etag, ...open }: StoredOpenTask): Promise<void> {
  await unlessChanged(rows, { kind: 'replace', rowKey: open.taskId, values: toValues(open), etag });
}

/** It is no failure when there is none. */
export async function deleteOpenTask(rows: Rows, taskId: string): Promise<void> {
  await unlessChanged(rows, { kind: 'delete', rowKey: taskId });
}

async function unlessChanged(rows: Rows, write: RowWrite): Promise<void> {
  try {
    await rows.write(table, partition, [write]);
  } catch (error) {
    if (!(error instanceof RowConflict)) throw error;
  }
}
