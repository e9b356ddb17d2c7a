import type { Task } from '../sync/task.ts';
import type { TaskEnded } from './event.ts';

/** What there is to tell of a task that is over; nothing of one that a newer one made pointless. */
export function taskEnded(task: Task): TaskEnded | undefined {
  if (task.state !== 'success' && task.state !== 'failure') return undefined;
  const {
    id: taskId,
    organizationId,
    integrationId,
    actionId,
    actionKind,
    dryRun,
    reason,
    counts,
    error = null,
  } = task;
  return {
    type: task.state === 'success' ? 'task_finished' : 'task_failed',
    id: `task-${taskId}`,
    organizationId,
    integrationId,
    at: (task.finishedAt ?? task.modifiedAt).toISOString(),
    actionId,
    actionKind,
    taskId,
    dryRun,
    reason,
    counts,
    error,
  };
}
