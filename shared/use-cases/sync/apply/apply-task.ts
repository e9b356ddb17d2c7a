import { concludeTask } from '../../../domain/sync/conclude-task.ts';
import type { Step } from '../../../domain/sync/step.ts';
import { count } from '../../../domain/sync/task.ts';
import { describeFailure } from '../../../domain/sync/task-failure.ts';
import type { VaultFault } from '../../../ports/vaults.ts';
import { putSteps, readSteps } from '../../../store/steps.ts';
import type { StoredTask } from '../../../store/tasks.ts';
import { isPush } from '../plan/plan-task.ts';
import { finishTask } from '../tasks/finish-task.ts';
import type { Run, RunDeps } from '../tasks/run.ts';
import { saveTask } from '../tasks/save-task.ts';
import { Ahead } from './ahead.ts';
import { applyPushes } from './apply-pushes.ts';
import { beginImports } from './begin-imports.ts';
import type { BegunSteps } from './begun-steps.ts';
import { loadImportTargets } from './import-targets.ts';
import { lookAgain } from './look-again.ts';

/** As many as the outcomes of one transaction. */
const batchSize = 100;

/** Begins some steps with what changes nothing, so that it may be done before their turn. */
type BeginSteps = (steps: readonly Step[], signal: AbortSignal) => Promise<BegunSteps>;

interface Batch extends BegunSteps {
  steps: Step[];
}

export interface Applied {
  task: StoredTask;
  /** It came no further for this reason, which may pass. */
  pause?: VaultFault;
}

/**
 * Carries out the planned steps from the cursor on, batch by batch, recording outcomes after each. Returns the task
 * finished, or still running when the deadline came first. `fresh`: the plan was made just now.
 *
 * Before a batch changes anything the task says how far steps may have been carried out (`attempted`); whoever goes on
 * after a crash knows by it which steps to look at twice. While the outcomes of an import's batch are stored the next
 * one is read from the vault, so that the quota is not left unused.
 */
export async function applyTask(deps: RunDeps, run: Run, started: StoredTask, fresh: boolean): Promise<Applied> {
  let task = started;
  const { attempted: attemptedBefore, stepCount } = started;
  const begin = await chooseSteps(deps, run, task, fresh);
  const beginBatch = async (from: number, signal: AbortSignal): Promise<Batch> => {
    const steps = await readSteps(deps.rows, started.id, from, endOf(from, stepCount));
    const pending = steps.filter(({ state }) => state === 'planned');
    return { steps, ...(await begin(pending, signal)) };
  };
  let ahead: Ahead<Batch> | undefined;
  try {
    while (task.cursor < stepCount) {
      if (ahead === undefined && deps.clock.now() >= run.deadline) {
        return { task: await saveTask(deps, task, { attempted: task.cursor }) };
      }
      run.signal.throwIfAborted();
      const { cursor } = task;
      const end = endOf(cursor, stepCount);
      if (task.attempted < end) task = await saveTask(deps, task, { attempted: end });
      const batch: Batch = await (ahead?.result ?? beginBatch(cursor, run.signal));
      const next = batch.mayGoOn && end < stepCount;
      ahead = next ? new Ahead(run.signal, (signal) => beginBatch(end, signal)) : undefined;
      const result = await batch.finish(({ sequence }) => sequence < attemptedBefore);
      const settled = await recordOutcomes(deps, task.id, batch.steps, result.steps);
      const traffic = await run.meter.add(task);
      if (result.stop !== undefined) {
        const counts = count(
          task.counts,
          settled.filter(({ state }) => state !== 'planned'),
        );
        const error = describeFailure(result.stop);
        return { task: await finishTask(deps, task, { counts, error, state: 'failure', ...traffic }) };
      }
      const open = settled.findIndex(({ state }) => state === 'planned');
      const through = open === -1 ? settled.length : open;
      const counts = count(task.counts, settled.slice(0, through));
      // What was begun has its outcome, so nothing needs a second look; the next batch may begin after this write. But
      // where the vault's answer did not come through, a step may have been carried out all the same.
      const attempted = result.pause !== undefined ? end : open === -1 ? endOf(end, stepCount) : cursor + through;
      const furthered = result.steps.length > 0 || through > 0 ? { tries: 0 } : {};
      task = await saveTask(deps, task, { cursor: cursor + through, attempted, counts, ...furthered, ...traffic });
      if (open !== -1) return { task, pause: result.pause };
    }
  } finally {
    await ahead?.dismiss();
  }
  return { task: await finishTask(deps, task, concludeTask(task.counts, stepCount, task.dryRun)) };
}

/** Returns the steps of the batch with the outcomes that there are. */
async function recordOutcomes(
  { rows, clock }: Pick<RunDeps, 'rows' | 'clock'>,
  taskId: string,
  steps: readonly Step[],
  carriedOut: readonly Step[],
): Promise<Step[]> {
  const modifiedAt = clock.now();
  const outcomes = carriedOut.map((step) => ({ ...step, modifiedAt })).sort((a, b) => a.sequence - b.sequence);
  await putSteps(rows, taskId, outcomes);
  const bySequence = new Map(outcomes.map((step) => [step.sequence, step]));
  return steps.map((step) => bySequence.get(step.sequence) ?? step);
}

function endOf(from: number, stepCount: number): number {
  return Math.min(from + batchSize, stepCount);
}

async function chooseSteps(deps: RunDeps, run: Run, task: StoredTask, fresh: boolean): Promise<BeginSteps> {
  if (isPush(run)) {
    const look = fresh ? undefined : await lookAgain(deps, run, task);
    return async (steps) => ({
      mayGoOn: false,
      finish: (mayHaveRun) => applyPushes(deps, run, steps, { mayHaveRun, look }),
    });
  }
  const targets = await loadImportTargets(deps.rows, run.action.organizationId);
  const { appliesPlan: asPlanned } = task;
  return (steps, signal) => beginImports(deps, { ...run, signal }, targets, steps, { asPlanned });
}
