import { mostTries } from '../../../domain/sync/patience.ts';
import { isFinished } from '../../../domain/sync/task.ts';
import type { TaskJob } from '../../../ports/jobs.ts';
import type { Span } from '../../../ports/telemetry.ts';
import { getTask } from '../../../store/tasks.ts';
import { untilUncontended } from '../../configuration/until-uncontended.ts';
import { idsOf } from '../../telemetry/observe-run.ts';
import { stopTask } from './finish-task.ts';
import type { RunDeps } from './run.ts';
import { poisoned } from './run-task.ts';
import { TaskChanged } from './save-task.ts';

/** Seconds until a task is tried once more that the queue gave up although work on it was hardly ever begun. */
const delaySeconds = 60;

/**
 * The queue has given a job up. The task fails, so that it does not seem to run for ever, unless its work could mostly not
 * even be begun: then not the task was the reason (the storage was away), and it is put back.
 */
export function failPoisonedTask(
  deps: PoisonDeps,
  job: TaskJob,
  { invokedBy }: { invokedBy?: string } = {},
): Promise<void> {
  const work = async (span: Span) => {
    span.note(idsOf(job));
    await giveUp(deps, job);
  };
  return deps.telemetry.trace('task.give-up', work, { parent: job.traceparent, link: invokedBy });
}

type PoisonDeps = Pick<RunDeps, 'rows' | 'clock' | 'jobs' | 'news' | 'log' | 'telemetry'>;

async function giveUp(deps: PoisonDeps, job: TaskJob): Promise<void> {
  await untilUncontended(async () => {
    const task = await getTask(deps.rows, job.organizationId, job.actionId, job.taskId);
    if (task === undefined || isFinished(task)) return;
    if (task.tries < mostTries) {
      await deps.jobs.enqueueTask(job, { delaySeconds });
      return;
    }
    deps.log.error('task.poisoned', { taskId: job.taskId, organizationId: job.organizationId });
    try {
      await stopTask(deps, task, poisoned);
    } catch (error) {
      throw error instanceof TaskChanged ? error.cause : error;
    }
  });
}
