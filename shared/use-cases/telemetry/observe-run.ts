import type { Task } from '../../domain/sync/task.ts';
import { errorCode } from '../../error-code.ts';
import type { TaskJob } from '../../ports/jobs.ts';
import type { Outcome } from '../../ports/signals.ts';
import type { Deps } from '../deps.ts';
import { observeWork } from './observe-work.ts';

/**
 * One invocation that works on a task, in the trace of the request that asked for the task. What becomes of it is noted on
 * the way with {@link noteRun}; a task that was over before is finished.
 */
export function observeRun(
  deps: Pick<Deps, 'telemetry' | 'clock'>,
  job: TaskJob,
  { invokedBy }: { invokedBy?: string },
  run: () => Promise<void>,
): Promise<void> {
  const work = async () => {
    noteRun(deps, { outcome: 'finished' });
    deps.telemetry.active()?.note(idsOf(job));
    try {
      await run();
    } catch (error) {
      noteRun(deps, { outcome: 'interrupted', code: errorCode(error) });
      throw error;
    }
  };
  return observeWork(deps, 'task.run', work, { parent: job.traceparent, link: invokedBy });
}

/** The ids by which spans tell whose task it is. */
export function idsOf({ organizationId, integrationId, actionId, taskId }: TaskJob) {
  return { organization_id: organizationId, integration_id: integrationId, action_id: actionId, task_id: taskId };
}

/** What is known of the present invocation; the last outcome counts. */
export function noteRun(
  { telemetry }: Pick<Deps, 'telemetry'>,
  known: { kind?: Task['actionKind']; outcome?: Outcome; code?: string },
): void {
  telemetry.active()?.note(known);
}

/** How a task ended, as its invocation tells it. */
export function outcomeOf({ state, error }: Pick<Task, 'state' | 'error'>): { outcome: Outcome; code?: string } {
  return state === 'failure' ? { outcome: 'failed', code: error?.code } : { outcome: 'finished' };
}
