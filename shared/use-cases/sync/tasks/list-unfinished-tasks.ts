import { isFinished } from '../../../domain/sync/task.ts';
import { listOpenTasks } from '../../../store/open-tasks.ts';
import { getTask, type StoredTask } from '../../../store/tasks.ts';
import type { Deps } from '../../deps.ts';

export interface UnfinishedTask {
  task: StoredTask;
  /** Nobody has got any further for so long, in milliseconds. */
  still: number;
  /** At how many looks in a row the watchdog found it standing still while its vault was free. */
  idle: number;
}

/** All runs of all organizations that are not finished and do not wait on their own account, the oldest first. */
export async function listUnfinishedTasks({ rows, clock }: Pick<Deps, 'rows' | 'clock'>): Promise<UnfinishedTask[]> {
  const now = clock.now();
  const unfinished: UnfinishedTask[] = [];
  for (const { organizationId, actionId, taskId, idle } of await listOpenTasks(rows)) {
    const task = await getTask(rows, organizationId, actionId, taskId);
    if (task === undefined || isFinished(task) || (task.waiting !== undefined && task.waiting.until > now)) continue;
    unfinished.push({ task, still: now.getTime() - task.modifiedAt.getTime(), idle });
  }
  return unfinished;
}
