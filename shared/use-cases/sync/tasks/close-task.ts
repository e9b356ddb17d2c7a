import { taskEnded } from '../../../domain/news/task-ended.ts';
import type { Task } from '../../../domain/sync/task.ts';
import { deleteOpenTask } from '../../../store/open-tasks.ts';
import type { Deps } from '../../deps.ts';
import { announce } from '../../news/announce.ts';

/**
 * Tells that a task is over, and takes it off the list of those that are not, in this order: what could not be told, or
 * was cut off, is found there by the watchdog and told again.
 */
export async function closeTask(deps: Pick<Deps, 'rows' | 'news' | 'log'>, task: Task): Promise<void> {
  if (await announce(deps, taskEnded(task))) await deleteOpenTask(deps.rows, task.id);
}
