import type { Action } from '../../../domain/sync/action.ts';
import { newTask, type Task } from '../../../domain/sync/task.ts';
import { taskId } from '../../../domain/sync/task-id.ts';
import type { TaskJob } from '../../../ports/jobs.ts';
import { RowConflict } from '../../../ports/rows.ts';
import { getLatestTask, putLatestTask } from '../../../store/latest-tasks.ts';
import { deleteOpenTask, putOpenTask } from '../../../store/open-tasks.ts';
import { deleteTask, getTask, insertTask, replaceTask, type StoredTask } from '../../../store/tasks.ts';
import { untilUncontended } from '../../configuration/until-uncontended.ts';
import type { Deps } from '../../deps.ts';

export type RequestRunDeps = Pick<Deps, 'rows' | 'jobs' | 'clock' | 'random'>;

/** What is asked for. `retryOf`: only what failed in that task. Absent: as the action says, and nothing confirmed. */
export type RunRequest = Pick<Task, 'reason' | 'dryRun' | 'confirmDeletes' | 'retryOf'>;

/**
 * Queues a task of the action. One that is queued and has not begun is superseded by it and becomes `skipped`, unless
 * the new one does less.
 */
export async function requestRun(
  deps: RequestRunDeps,
  action: Action,
  { dryRun = action.dryRun, confirmDeletes = false, ...others }: Pick<RunRequest, 'reason'> & Partial<RunRequest>,
): Promise<StoredTask> {
  const request = { ...others, dryRun, confirmDeletes };
  const { task, previousId } = await untilUncontended(() => insertLatest(deps, action, request));
  if (previousId !== undefined) await supersede(deps, task, previousId);
  await deps.jobs.enqueueTask(jobOf(task));
  return task;
}

/** The message that asks for work on a task. */
export function jobOf({
  organizationId,
  integrationId,
  actionId,
  id: taskId,
}: Pick<Task, 'organizationId' | 'integrationId' | 'actionId' | 'id'>): TaskJob {
  return { v: 1, organizationId, integrationId, actionId, taskId };
}

/** Rejects with `RowConflict` when another run was requested at the same moment. */
async function insertLatest(
  { rows, clock, random }: RequestRunDeps,
  action: Action,
  request: RunRequest,
): Promise<{ task: StoredTask; previousId?: string }> {
  const { organizationId, integrationId, id: actionId, kind: actionKind } = action;
  const was = await getLatestTask(rows, { organizationId, integrationId, actionId });
  const now = clock.now();
  const id = taskId(now, random.bytes(10), was?.taskId);
  const path = { organizationId, integrationId, actionId };
  const task: Task = { ...newTask, id, ...path, actionKind, ...request, createdAt: now, modifiedAt: now };
  await putOpenTask(rows, { taskId: id, ...path, idle: 0 });
  const etag = await insertTask(rows, task);
  try {
    await putLatestTask(rows, { ...path, taskId: id }, was?.etag);
  } catch (error) {
    await deleteTask(rows, task);
    await deleteOpenTask(rows, id);
    throw error;
  }
  return { task: { ...task, etag }, previousId: was?.taskId };
}

async function supersede({ rows, clock }: RequestRunDeps, task: Task, id: string): Promise<void> {
  const previous = await getTask(rows, task.organizationId, task.actionId, id);
  if (previous === undefined || !isPointless(previous, task)) return;
  const now = clock.now();
  try {
    await replaceTask(rows, { ...previous, state: 'skipped', phase: 'done', modifiedAt: now, finishedAt: now });
    await deleteOpenTask(rows, id);
  } catch (error) {
    // It has just begun: then it runs.
    if (!(error instanceof RowConflict)) throw error;
  }
}

/** Whether a task that waits for its turn does nothing that the newer one does not do as well. */
function isPointless(previous: Task, newer: Task): boolean {
  if (previous.state !== 'queued' || previous.phase !== 'planning') return false;
  if (previous.confirmDeletes && !newer.confirmDeletes) return false;
  return (previous.dryRun || !newer.dryRun) && (previous.retryOf !== undefined || newer.retryOf === undefined);
}
