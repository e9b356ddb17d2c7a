import { z } from 'zod';
import type { Rows } from '../ports/rows.ts';
import { actionsPartition, actionsTable } from './actions-table.ts';
import { everyRow } from './every-row.ts';
import { joinKey, keysUnder } from './key.ts';
import { rowShape } from './row-shape.ts';

const kind = 'latest-task';
const row = rowShape(1, { actionId: z.string(), taskId: z.string() });

/** Which task of an action is the newest. A row of its own, so that a run does not change the action's etag. */
export interface LatestTask {
  organizationId: string;
  integrationId: string;
  actionId: string;
  taskId: string;
}

export async function getLatestTask(
  rows: Rows,
  { organizationId, integrationId, actionId }: Omit<LatestTask, 'taskId'>,
): Promise<(LatestTask & { etag: string }) | undefined> {
  const found = await rows.get(actionsTable, actionsPartition(organizationId, integrationId), joinKey(kind, actionId));
  return found && { organizationId, integrationId, ...parse(found.values), etag: found.etag };
}

/** The newest tasks' ids of all actions of the integration, by action id. */
export async function listLatestTasks(
  rows: Rows,
  organizationId: string,
  integrationId: string,
): Promise<Map<string, string>> {
  const latest = new Map<string, string>();
  const partition = actionsPartition(organizationId, integrationId);
  for await (const { values } of everyRow(rows, actionsTable, partition, keysUnder(kind))) {
    const { actionId, taskId } = parse(values);
    latest.set(actionId, taskId);
  }
  return latest;
}

/** `was`: the etag of what is replaced; absent for the first. Rejects with `RowConflict` when it is not so any more. */
export async function putLatestTask(rows: Rows, latest: LatestTask, was: string | undefined): Promise<void> {
  const { organizationId, integrationId, actionId, taskId } = latest;
  const row = { rowKey: joinKey(kind, actionId), values: { v: 1, actionId, taskId } };
  await rows.write(actionsTable, actionsPartition(organizationId, integrationId), [
    was === undefined ? { kind: 'insert', ...row } : { kind: 'replace', ...row, etag: was },
  ]);
}

/** Rejects with `RowConflict` when there is none. */
export async function deleteLatestTask(rows: Rows, latest: Omit<LatestTask, 'taskId'>): Promise<void> {
  const { organizationId, integrationId, actionId } = latest;
  const rowKey = joinKey(kind, actionId);
  await rows.write(actionsTable, actionsPartition(organizationId, integrationId), [{ kind: 'delete', rowKey }]);
}

function parse(values: unknown): { actionId: string; taskId: string } {
  const { actionId, taskId } = row.parse(values);
  return { actionId, taskId };
}
