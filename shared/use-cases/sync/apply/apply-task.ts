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
import { applyImports } from './apply-imports.ts';
import { applyPushes } from './apply-pushes.ts';
import type { StepsResult } from './each-step.ts';
import { loadImportTargets } from './import-targets.ts';
import { lookAgain } from './look-again.ts';

/** As many as the outcomes of one transaction. */
const batchSize = 100;

/** `mayHaveRun`: whether the step may have been carried out already, without its outcome having been recorded. */
type Apply = (steps: readonly Step[], mayHaveRun: (step: Step) => boolean) => Promise<StepsResult>;

export interface Applied {
  task: StoredTask;
  /** It came no further for this reason, which may pass. */
  pause?: VaultFault;
}

/**
 * Carries out the planned steps from the cursor on, batch by batch, recording outcomes after each. Returns the task
 * finished, or still running when the deadline came first. `fresh`: the plan was made just now.
 *
 * Before a batch begins the task says how far steps may have been carried out (`attempted`); whoever goes on after a
 * crash knows by it which steps to look at twice.
 */
export async function applyTask(deps: RunDeps, run: Run, started: StoredTask, fresh: boolean): Promise<Applied> {
  let task = started;
  const { attempted: attemptedBefore } = started;
  const apply = await chooseApply(deps, run, task, fresh);
  while (task.cursor < task.stepCount) {
    if (deps.clock.now() >= run.deadline) return { task: await saveTask(deps, task, { attempted: task.cursor }) };
    run.signal.throwIfAborted();
    const { cursor } = task;
    const end = Math.min(cursor + batchSize, task.stepCount);
    const steps = await readSteps(deps.rows, task.id, cursor, end);
    if (task.attempted < end) task = await saveTask(deps, task, { attempted: end });
    const pending = steps.filter(({ state }) => state === 'planned');
    const result = await apply(pending, ({ sequence }) => sequence < attemptedBefore);

    const now = deps.clock.now();
    const outcomes = new Map(result.steps.map((step) => [step.sequence, { ...step, modifiedAt: now }]));
    await putSteps(
      deps.rows,
      task.id,
      [...outcomes.values()].sort((a, b) => a.sequence - b.sequence),
    );
    const settled = steps.map((step) => outcomes.get(step.sequence) ?? step);
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
    const attempted =
      result.pause !== undefined ? end : open === -1 ? Math.min(end + batchSize, task.stepCount) : cursor + through;
    const furthered = result.steps.length > 0 || through > 0 ? { tries: 0 } : {};
    task = await saveTask(deps, task, { cursor: cursor + through, attempted, counts, ...furthered, ...traffic });
    if (open !== -1) return { task, pause: result.pause };
  }
  const { counts, stepCount } = task;
  return { task: await finishTask(deps, task, concludeTask(counts, stepCount, task.dryRun)) };
}

async function chooseApply(deps: RunDeps, run: Run, task: StoredTask, fresh: boolean): Promise<Apply> {
  if (isPush(run)) {
    const look = fresh ? undefined : await lookAgain(deps, run, task);
    return (steps, mayHaveRun) => applyPushes(deps, run, steps, { mayHaveRun, look });
  }
  const targets = await loadImportTargets(deps.rows, run.action.organizationId);
  return (steps, mayHaveRun) => applyImports(deps, run, targets, steps, { mayHaveRun, asPlanned: task.appliesPlan });
}
