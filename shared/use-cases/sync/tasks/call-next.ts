import { nextInLine } from '../../../domain/sync/waiting-line.ts';
import { firstWaitingTasks, type StoredWaitingTask, takeWaitingTask } from '../../../store/waiting-tasks.ts';
import type { Deps } from '../../deps.ts';

type CallDeps = Pick<Deps, 'rows' | 'jobs'>;

/**
 * A place has become free: tells the organization's next task that it is its turn, if one waits. Costs a range, and a
 * write and a message where one does. `freed`: the integration whose vault has become free with the place.
 */
export async function callNext(deps: CallDeps, organizationId: string, freed?: string): Promise<void> {
  let line = await firstWaitingTasks(deps.rows, organizationId);
  for (;;) {
    const next = nextInLine(line, freed);
    if (next === undefined) return;
    const { taskId } = next;
    const stored = line.find((task) => task.taskId === taskId);
    if (stored !== undefined && (await callTask(deps, stored))) return;
    // Somebody else has called it.
    line = line.filter((task) => task.taskId !== taskId);
  }
}

/**
 * Returns whether it was still waiting. Cut off between the two, it is a task whose message was lost: the watchdog finds
 * it.
 */
export async function callTask({ rows, jobs }: CallDeps, task: StoredWaitingTask): Promise<boolean> {
  if (!(await takeWaitingTask(rows, task))) return false;
  const { organizationId, integrationId, actionId, taskId, traceparent } = task;
  await jobs.enqueueTask({ v: 1, organizationId, integrationId, actionId, taskId, called: true, traceparent });
  return true;
}
