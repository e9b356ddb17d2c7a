import { mostTries, pauseAfter } from '../../../domain/sync/patience.ts';
import { isFinished } from '../../../domain/sync/task.ts';
import { describeFailure } from '../../../domain/sync/task-failure.ts';
import { isPassing, reachOf, sentenceOf } from '../../../domain/sync/vault-fault.ts';
import { CipherFault } from '../../../ports/cipher.ts';
import type { TaskJob } from '../../../ports/jobs.ts';
import { VaultFault } from '../../../ports/vaults.ts';
import { getIntegration } from '../../../store/integrations.ts';
import { deleteOpenTask } from '../../../store/open-tasks.ts';
import { getPull } from '../../../store/pulls.ts';
import { getPush } from '../../../store/pushes.ts';
import { getTask, type StoredTask } from '../../../store/tasks.ts';
import { noteRun, observeRun, outcomeOf } from '../../telemetry/observe-run.ts';
import { applyTask } from '../apply/apply-task.ts';
import { planTask } from '../plan/plan-task.ts';
import { openVault } from '../vault/open-vault.ts';
import { callNext } from './call-next.ts';
import { closeTask } from './close-task.ts';
import { stopTask } from './finish-task.ts';
import type { Run, RunDeps } from './run.ts';
import { saveTask, TaskChanged } from './save-task.ts';
import { takeTurn } from './take-turn.ts';
import { TrafficMeter } from './traffic-meter.ts';
import { vaultLease } from './vault-lease.ts';

/** Time budget of one invocation in milliseconds, well within the platform's limits; then the queue goes on. */
const defaultBudget = 4 * 60_000;
/** What is left to do of a task: nothing, or to go on with it after so many seconds. */
type Rest = 'nothing' | { delaySeconds: number };

const atOnce: Rest = { delaySeconds: 0 };

/**
 * Works on a task when it is its turn: plans it, if it is not planned, and applies its steps within a time budget. What remains is handed
 * to the queue again. Delivered twice, late, or after a crash, a job does no harm: one lease per vault keeps runs
 * apart, and the task knows how far it is.
 *
 * What fails in a way that the task can tell is recorded in it. What may pass, as too many requests do, is waited for
 * outside of the run. Anything else is logged and thrown, so that the queue delivers the job again. Work that is begun
 * again and again and comes no further ends the task.
 */
export function runTask(deps: RunDeps, job: TaskJob, options: RunOptions = {}): Promise<void> {
  return observeRun(deps, job, options, () => runWithin(deps, job, options));
}

interface RunOptions {
  /** Milliseconds. */
  budget?: number;
  /** The `traceparent` of the platform's own span of the invocation. */
  invokedBy?: string;
}

async function runWithin(deps: RunDeps, job: TaskJob, options: RunOptions): Promise<void> {
  const deadline = new Date(deps.clock.now().getTime() + (options.budget ?? defaultBudget));
  const { organizationId, integrationId } = job;
  const turn = await takeTurn(
    deps,
    job,
    () => vaultLease(deps, job),
    (signal) => workOn(deps, job, signal, deadline),
  );
  if (turn.kind === 'waits') {
    noteRun(deps, { outcome: turn.for === 'vault' ? 'busy' : 'held' });
    // The place that it was called to is for somebody whose vault is free.
    if (turn.for === 'vault') await callNext(deps, organizationId);
    return;
  }
  const rest = turn.result;
  // What goes on at once keeps its place.
  if (rest !== 'nothing') await deps.jobs.enqueueTask({ ...job, called: rest === atOnce }, rest);
  if (rest !== atOnce) await callNext(deps, organizationId, integrationId);
}

async function workOn(deps: RunDeps, job: TaskJob, signal: AbortSignal, deadline: Date): Promise<Rest> {
  const found = await getTask(deps.rows, job.organizationId, job.actionId, job.taskId);
  if (found === undefined || isFinished(found)) {
    await (found === undefined ? deleteOpenTask(deps.rows, job.taskId) : closeTask(deps, found));
    return 'nothing';
  }
  const { waiting } = found;
  const early = waiting === undefined ? 0 : waiting.until.getTime() - deps.clock.now().getTime();
  if (early > 0 && !found.cancelRequested) {
    noteRun(deps, { kind: found.actionKind, outcome: 'waits', code: waiting?.code });
    return { delaySeconds: Math.ceil(early / 1000) };
  }
  try {
    return await begin(deps, found, signal, deadline);
  } catch (error) {
    signal.throwIfAborted();
    return await giveUp(deps, job, error);
  }
}

async function begin(deps: RunDeps, found: StoredTask, signal: AbortSignal, deadline: Date): Promise<Rest> {
  if (found.cancelRequested) return stop(deps, found, cancelled);
  if (found.tries >= mostTries) return stop(deps, found, poisoned);
  noteRun(deps, { kind: found.actionKind });
  let task = await saveTask(deps, found, {
    state: 'running',
    startedAt: found.startedAt ?? deps.clock.now(),
    tries: found.tries + 1,
    waiting: undefined,
  });
  const run = await prepareRun(deps, task, signal, deadline);
  if (run === undefined) {
    return stop(deps, task, { code: 'object.not-found', detail: 'The action or its integration is gone.' });
  }
  await run.vault.occupy(task.recent);
  const fresh = task.phase === 'planning';
  if (fresh) task = await planTask(deps, run, task);
  if (task.phase === 'applying') {
    const applied = await applyTask(deps, run, task, fresh);
    task = applied.task;
    if (applied.pause !== undefined) return await wait(deps, task, applied.pause);
  }
  noteRun(deps, isFinished(task) ? outcomeOf(task) : { outcome: 'continues' });
  deps.log.info('task.worked-on', { ...fieldsOf(task), state: task.state, counts: task.counts });
  return isFinished(task) ? 'nothing' : atOnce;
}

async function prepareRun(
  deps: RunDeps,
  { organizationId, integrationId, actionId }: StoredTask,
  signal: AbortSignal,
  deadline: Date,
): Promise<Run | undefined> {
  const integration = await getIntegration(deps.rows, organizationId, integrationId);
  const action =
    (await getPull(deps.rows, organizationId, integrationId, actionId)) ??
    (await getPush(deps.rows, organizationId, integrationId, actionId));
  if (integration === undefined || action === undefined) return undefined;
  const vault = await openVault(deps, integration);
  return { action, integration, vault, meter: await TrafficMeter.start(vault), signal, deadline };
}

/** After an error: what the task makes of it. Throws what the queue is to try again. */
async function giveUp(deps: RunDeps, job: TaskJob, error: unknown): Promise<Rest> {
  const latest = await getTask(deps.rows, job.organizationId, job.actionId, job.taskId);
  if (latest === undefined || isFinished(latest)) return 'nothing';
  if (error instanceof TaskChanged) {
    noteRun(deps, { outcome: 'continues' });
    return latest.cancelRequested ? stop(deps, latest, cancelled) : atOnce;
  }
  if (error instanceof VaultFault && reachOf(error.code) === 'vault' && isPassing(error.code)) {
    return wait(deps, latest, error);
  }
  if (error instanceof CipherFault && error.code === 'cipher.key-unavailable') return wait(deps, latest, error);
  const failure = describeFailure(error);
  if (failure !== undefined) return stop(deps, latest, failure);
  deps.log.error('task.interrupted', { ...fieldsOf(latest), error });
  throw error;
}

/** Lets the task wait for what may pass, or fail when it has not passed for long. */
async function wait(deps: RunDeps, task: StoredTask, fault: VaultFault | CipherFault): Promise<Rest> {
  const detail = fault instanceof CipherFault ? keysAway : sentenceOf(fault.code);
  const reason = { code: fault.code, detail };
  // A run that came further before it met the fault has not begun to wait yet.
  const tries = Math.max(1, task.tries);
  const pause = pauseAfter(tries);
  if (pause === undefined) return stop(deps, task, reason);
  const delaySeconds = Math.max(pause, Math.min(fault.retryAfter ?? 0, longestPause));
  const until = new Date(deps.clock.now().getTime() + delaySeconds * 1000);
  noteRun(deps, { outcome: 'waits', code: reason.code });
  deps.log.warn('task.waits', { ...fieldsOf(task), code: reason.code, delaySeconds });
  await saveTask(deps, task, { tries, waiting: { ...reason, until } });
  return { delaySeconds };
}

const longestPause = 600;

const keysAway = 'Secret values cannot be read or written at present.';

async function stop(deps: RunDeps, task: StoredTask, error: { code: string; detail: string }): Promise<Rest> {
  noteRun(deps, { kind: task.actionKind, outcome: 'failed', code: error.code });
  deps.log.warn('task.failed', { ...fieldsOf(task), code: error.code });
  await stopTask(deps, task, error);
  return 'nothing';
}

/** What a task ends in that somebody cancelled. */
export const cancelled = { code: 'task.cancelled', detail: 'Somebody cancelled the run; what it had done stays.' };

/** What a task ends in whose work is begun again and again and never comes further. */
export const poisoned = {
  code: 'task.poisoned',
  detail: 'The run failed again and again for a reason that the service did not expect; what it had done stays.',
};

function fieldsOf({ id: taskId, actionId, organizationId }: StoredTask) {
  return { taskId, actionId, organizationId };
}
