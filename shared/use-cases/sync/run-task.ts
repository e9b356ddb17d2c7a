import { isFinished } from '../../domain/sync/task.ts';
import { describeFailure } from '../../domain/sync/task-failure.ts';
import type { TaskJob } from '../../ports/jobs.ts';
import { getIntegration } from '../../store/integrations.ts';
import { getPull } from '../../store/pulls.ts';
import { getPush } from '../../store/pushes.ts';
import { getTask, type StoredTask } from '../../store/tasks.ts';
import { applyTask } from './apply-task.ts';
import { openVault } from './open-vault.ts';
import { planTask } from './plan-task.ts';
import type { Run, RunDeps } from './run.ts';
import { saveTask, TaskChanged } from './save-task.ts';
import { withLease } from './with-lease.ts';

/** Time budget of one invocation in milliseconds, well within the platform's limits; then the queue goes on. */
const defaultBudget = 4 * 60_000;
/** Seconds until a vault that somebody else works on is tried again. */
const busyDelay = 5;

/**
 * Works on a task: plans it, if it is not planned, and applies its steps within a time budget. What remains is handed
 * to the queue again. Delivered twice, late, or after a crash, a job does no harm: one lease per vault keeps runs
 * apart, and the task knows how far it is.
 *
 * What fails in a way that the task can tell is recorded in it. Anything else is logged and thrown, so that the queue
 * delivers the job again.
 */
export async function runTask(deps: RunDeps, job: TaskJob, options: { budget?: number } = {}): Promise<void> {
  const deadline = new Date(deps.clock.now().getTime() + (options.budget ?? defaultBudget));
  const leased = await withLease(deps, `vault-${job.integrationId}`, (signal) => workOn(deps, job, signal, deadline));
  if (leased.kind === 'busy') await deps.jobs.enqueueTask(job, { delaySeconds: busyDelay });
  else if (leased.result === 'again') await deps.jobs.enqueueTask(job);
}

async function workOn(deps: RunDeps, job: TaskJob, signal: AbortSignal, deadline: Date): Promise<'done' | 'again'> {
  const fields = { taskId: job.taskId, actionId: job.actionId, organizationId: job.organizationId };
  let task = await getTask(deps.rows, job.organizationId, job.actionId, job.taskId);
  if (task === undefined || isFinished(task)) return 'done';
  try {
    const run = await prepareRun(deps, job, signal, deadline);
    if (run === undefined) {
      await fail(deps, task, { code: 'object.not-found', detail: 'The action or its integration is gone.' });
      return 'done';
    }
    if (task.state === 'queued') task = await saveTask(deps, task, { state: 'running', startedAt: deps.clock.now() });
    if (task.phase === 'planning') task = await planTask(deps, run, task);
    if (task.phase === 'applying') task = await applyTask(deps, run, task);
    deps.log.info('task.worked-on', { ...fields, state: task.state, counts: task.counts });
    return isFinished(task) ? 'done' : 'again';
  } catch (error) {
    signal.throwIfAborted();
    // Superseded, or deleted with its action; the next delivery sees which.
    if (error instanceof TaskChanged) return 'again';
    const failure = describeFailure(error);
    if (failure === undefined) {
      deps.log.error('task.interrupted', { ...fields, error });
      throw error;
    }
    deps.log.warn('task.failed', { ...fields, code: failure.code });
    const latest = await getTask(deps.rows, job.organizationId, job.actionId, job.taskId);
    if (latest !== undefined && !isFinished(latest)) await fail(deps, latest, failure);
    return 'done';
  }
}

async function prepareRun(deps: RunDeps, job: TaskJob, signal: AbortSignal, deadline: Date): Promise<Run | undefined> {
  const { organizationId, integrationId, actionId } = job;
  const integration = await getIntegration(deps.rows, organizationId, integrationId);
  const action =
    (await getPull(deps.rows, organizationId, integrationId, actionId)) ??
    (await getPush(deps.rows, organizationId, integrationId, actionId));
  if (integration === undefined || action === undefined) return undefined;
  const vault = await openVault(deps, integration);
  return { action, integration, vault, signal, deadline };
}

async function fail(deps: RunDeps, task: StoredTask, error: { code: string; detail: string }): Promise<void> {
  await saveTask(deps, task, { state: 'failure', phase: 'done', error, finishedAt: deps.clock.now() });
}
