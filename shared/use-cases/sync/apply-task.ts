import { concludeTask } from '../../domain/sync/conclude-task.ts';
import type { Step } from '../../domain/sync/step.ts';
import { count } from '../../domain/sync/task.ts';
import { describeFailure } from '../../domain/sync/task-failure.ts';
import { putSteps, readSteps } from '../../store/steps.ts';
import type { StoredTask } from '../../store/tasks.ts';
import { applyImports } from './apply-imports.ts';
import { applyPushes } from './apply-pushes.ts';
import type { StepsResult } from './each-step.ts';
import { loadImportTargets } from './import-targets.ts';
import { isPush } from './plan-task.ts';
import type { Run, RunDeps } from './run.ts';
import { saveTask } from './save-task.ts';

/** As many as the outcomes of one transaction. */
const batchSize = 100;

type Apply = (steps: readonly Step[], mayHaveRun: (step: Step) => boolean) => Promise<StepsResult>;

/**
 * Carries out the planned steps from the cursor on, batch by batch, recording outcomes after each. Returns the task
 * finished, or still running when the deadline came first.
 *
 * Before a batch begins the task says how far steps may have been carried out (`attempted`); whoever goes on after a
 * crash knows by it which steps to look at twice.
 */
export async function applyTask(deps: RunDeps, run: Run, started: StoredTask): Promise<StoredTask> {
  let task = started;
  const apply = await chooseApply(deps, run);
  while (task.cursor < task.stepCount) {
    if (deps.clock.now() >= run.deadline) return saveTask(deps, task, { attempted: task.cursor });
    run.signal.throwIfAborted();
    const { cursor } = task;
    const end = Math.min(cursor + batchSize, task.stepCount);
    const steps = await readSteps(deps.rows, task.id, cursor, end);
    const before = task.attempted;
    if (before < end) task = await saveTask(deps, task, { attempted: end });
    const pending = steps.filter(({ state }) => state === 'planned');
    const result = await apply(pending, ({ sequence }) => sequence < before);

    const now = deps.clock.now();
    const outcomes = new Map(result.steps.map((step) => [step.sequence, { ...step, modifiedAt: now }]));
    await putSteps(
      deps.rows,
      task.id,
      [...outcomes.values()].sort((a, b) => a.sequence - b.sequence),
    );
    const settled = steps.map((step) => outcomes.get(step.sequence) ?? step);
    const open = settled.findIndex(({ state }) => state === 'planned');
    if (result.stop !== undefined) {
      const counts = count(
        task.counts,
        settled.filter(({ state }) => state !== 'planned'),
      );
      const error = describeFailure(result.stop);
      return saveTask(deps, task, { counts, error, state: 'failure', phase: 'done', finishedAt: now });
    }
    const through = open === -1 ? settled.length : open;
    const counts = count(task.counts, settled.slice(0, through));
    // What was begun has its outcome, so nothing needs a second look; the next batch may begin after this write.
    const attempted = open === -1 ? Math.min(end + batchSize, task.stepCount) : cursor + through;
    task = await saveTask(deps, task, { cursor: cursor + through, attempted, counts });
    if (open !== -1) return task;
  }
  const end = concludeTask(task.counts, task.stepCount, task.dryRun);
  return saveTask(deps, task, { ...end, phase: 'done', finishedAt: deps.clock.now() });
}

async function chooseApply(deps: RunDeps, run: Run): Promise<Apply> {
  if (isPush(run)) return (steps, mayHaveRun) => applyPushes(deps, run, steps, mayHaveRun);
  const targets = await loadImportTargets(deps.rows, run.action.organizationId);
  return (steps, mayHaveRun) => applyImports(deps, run, targets, steps, mayHaveRun);
}
