import type { Action } from '../../domain/sync/action.ts';
import { noCounts, type Task } from '../../domain/sync/task.ts';
import { taskId } from '../../domain/sync/task-id.ts';
import { RowConflict } from '../../ports/rows.ts';
import { getLatestTask, putLatestTask } from '../../store/latest-tasks.ts';
import { deleteTask, getTask, insertTask, replaceTask, type StoredTask } from '../../store/tasks.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';

export type RequestRunDeps = Pick<Deps, 'rows' | 'jobs' | 'clock' | 'random'>;

/** What holds for one run. */
export interface RunWish {
  reason: string;
  /** Absent: as the action says. */
  dryRun?: boolean;
  /** A push deletes however many secrets left its scope. */
  confirmDeletes?: boolean;
}

/**
 * Queues a task of the action. One that is queued and has not begun is superseded by it and becomes `skipped`, unless
 * that one may do what the new one may not: the old one does not only report, or its deletions are confirmed.
 */
export async function requestRun(
  deps: RequestRunDeps,
  action: Action,
  { reason, dryRun = action.dryRun, confirmDeletes = false }: RunWish,
): Promise<StoredTask> {
  const { organizationId, integrationId, id: actionId } = action;
  const wish = { reason, dryRun, confirmDeletes };
  const { task, previousId } = await untilUncontended(() => insertLatest(deps, action, wish));
  if (previousId !== undefined) await supersede(deps, action, previousId, wish);
  await deps.jobs.enqueueTask({ v: 1, organizationId, integrationId, actionId, taskId: task.id });
  return task;
}

/** Rejects with `RowConflict` when another run was requested at the same moment. */
async function insertLatest(
  { rows, clock, random }: RequestRunDeps,
  action: Action,
  wish: Required<RunWish>,
): Promise<{ task: StoredTask; previousId?: string }> {
  const { organizationId, integrationId, id: actionId, kind: actionKind } = action;
  const was = await getLatestTask(rows, { organizationId, integrationId, actionId });
  const now = clock.now();
  const task: Task = {
    id: taskId(now, random.bytes(10), was?.taskId),
    organizationId,
    integrationId,
    actionId,
    actionKind,
    ...wish,
    state: 'queued',
    phase: 'planning',
    stepCount: 0,
    cursor: 0,
    attempted: 0,
    counts: noCounts,
    createdAt: now,
    modifiedAt: now,
  };
  const etag = await insertTask(rows, task);
  try {
    await putLatestTask(rows, { organizationId, integrationId, actionId, taskId: task.id }, was?.etag);
  } catch (error) {
    await deleteTask(rows, task);
    throw error;
  }
  return { task: { ...task, etag }, previousId: was?.taskId };
}

async function supersede(
  { rows, clock }: RequestRunDeps,
  action: Action,
  id: string,
  { dryRun, confirmDeletes }: Required<RunWish>,
): Promise<void> {
  const previous = await getTask(rows, action.organizationId, action.id, id);
  if (previous === undefined || previous.state !== 'queued') return;
  if ((dryRun && !previous.dryRun) || (previous.confirmDeletes && !confirmDeletes)) return;
  const now = clock.now();
  try {
    await replaceTask(rows, { ...previous, state: 'skipped', phase: 'done', modifiedAt: now, finishedAt: now });
  } catch (error) {
    // It has just begun: then it runs.
    if (!(error instanceof RowConflict)) throw error;
  }
}
