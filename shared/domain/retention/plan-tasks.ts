import { isFinished, type Task } from '../sync/task.ts';

/**
 * Which of an action's tasks have been kept long enough: those that ended, and were not changed since `cutoff`. The newest
 * one (`latestId`) always stays; absent for an action that is gone.
 */
export function removableTasks<T extends Pick<Task, 'id' | 'state' | 'modifiedAt'>>(
  tasks: readonly T[],
  { cutoff, latestId }: { cutoff: Date; latestId?: string },
): T[] {
  return tasks.filter((task) => isFinished(task) && task.modifiedAt < cutoff && task.id !== latestId);
}
