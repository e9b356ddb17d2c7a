import { z } from 'zod';
import type { WaitingTask } from '../domain/sync/waiting-line.ts';
import { type Row, RowConflict, type Rows } from '../ports/rows.ts';
import { listRows } from './every-row.ts';
import { joinKey, keysUnder } from './key.ts';
import { presentProperties } from './present-properties.ts';
import { rowShape } from './row-shape.ts';

/*
 * Table `openTasks`
 *   PK `waiting`, RK `{organization id}!{task id}`: a task that waits for its turn, without a message on the queue.
 * The row goes before the message that tells the task that it is its turn: whoever takes the row sends it.
 */
const table = 'openTasks';
const partition = 'waiting';

/** So far ahead an organization's line is looked at: more cannot begin before the next look. */
const longestLook = 100;

const row = rowShape(1, {
  organizationId: z.string(),
  taskId: z.string(),
  integrationId: z.string(),
  actionId: z.string(),
  vaultBusy: z.boolean(),
  traceparent: z.string().optional(),
});

export interface PlacedTask extends WaitingTask {
  organizationId: string;
  /** The trace that its work belongs to. */
  traceparent?: string;
}

export type StoredWaitingTask = PlacedTask & { etag: string };

function fromRow({ etag, values }: Row): StoredWaitingTask {
  const { v: _version, ...task } = row.parse(values);
  return { ...task, etag };
}

/** Whether it waits already or not. */
export async function putWaitingTask(rows: Rows, task: PlacedTask): Promise<void> {
  const rowKey = joinKey(task.organizationId, task.taskId);
  await rows.write(table, partition, [{ kind: 'put', rowKey, values: presentProperties({ v: 1, ...task }) }]);
}

/** The first of those of the organization that wait, the oldest first: ids begin with the time. */
export async function firstWaitingTasks(rows: Rows, organizationId: string): Promise<StoredWaitingTask[]> {
  const page = await rows.range(table, partition, { ...keysUnder(organizationId), limit: longestLook });
  return page.rows.map(fromRow);
}

/** All that wait, by organization. */
export function listWaitingTasks(rows: Rows): Promise<StoredWaitingTask[]> {
  return listRows(rows, table, partition, {}, fromRow);
}

/** Takes the task out of the line. Returns whether it was still there, as it was read: of several only one gets it. */
export async function takeWaitingTask(rows: Rows, task: StoredWaitingTask): Promise<boolean> {
  const rowKey = joinKey(task.organizationId, task.taskId);
  try {
    await rows.write(table, partition, [{ kind: 'delete', rowKey, etag: task.etag }]);
    return true;
  } catch (error) {
    if (!(error instanceof RowConflict)) throw error;
    return false;
  }
}
