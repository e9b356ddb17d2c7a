import pLimit from 'p-limit';
import type { Action } from '../../../domain/sync/action.ts';
import { getLatestTask, listLatestTasks } from '../../../store/latest-tasks.ts';
import { getTask, type StoredTask } from '../../../store/tasks.ts';
import type { Deps } from '../../deps.ts';

const lookupsAtOnce = 16;

/** The newest task of an action, once there is one. */
export async function readLatestTask(
  { rows }: Pick<Deps, 'rows'>,
  { organizationId, integrationId, id: actionId }: Action,
): Promise<StoredTask | undefined> {
  const latest = await getLatestTask(rows, { organizationId, integrationId, actionId });
  return latest && getTask(rows, organizationId, actionId, latest.taskId);
}

/** The newest tasks of some actions of one integration, by action id. */
export async function readLatestTasks(
  { rows }: Pick<Deps, 'rows'>,
  actions: readonly Action[],
): Promise<Map<string, StoredTask>> {
  const tasks = new Map<string, StoredTask>();
  const [first] = actions;
  if (first === undefined) return tasks;
  const latest = await listLatestTasks(rows, first.organizationId, first.integrationId);
  await pLimit(lookupsAtOnce).map(actions, async ({ id, organizationId }) => {
    const taskId = latest.get(id);
    const task = taskId === undefined ? undefined : await getTask(rows, organizationId, id, taskId);
    if (task !== undefined) tasks.set(id, task);
  });
  return tasks;
}
