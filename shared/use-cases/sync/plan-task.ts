import type { Action } from '../../domain/sync/action.ts';
import { concludeTask } from '../../domain/sync/conclude-task.ts';
import { count, noCounts } from '../../domain/sync/task.ts';
import type { StoredTask } from '../../store/tasks.ts';
import { makeImportPlan } from './make-import-plan.ts';
import { makePushPlan } from './make-push-plan.ts';
import type { Plan, Pull, Push, Run, RunDeps } from './run.ts';
import { saveTask } from './save-task.ts';
import { storePlan } from './store-plan.ts';

/** Makes and stores the plan. A dry run, and a run that must not begin, end here. */
export async function planTask(deps: RunDeps, run: Run, task: StoredTask): Promise<StoredTask> {
  const plan = await makePlan(deps, run, task);
  run.signal.throwIfAborted();
  const steps = await storePlan(deps, task.id, plan.steps);
  const planned = { stepCount: steps.length, cursor: 0, attempted: 0 };
  const before = { ...noCounts, unchanged: plan.unchanged };
  if (plan.failure === undefined && !task.dryRun) {
    return saveTask(deps, task, { ...planned, phase: 'applying', counts: before });
  }
  const counts = count(before, steps);
  const end = plan.failure
    ? ({ state: 'failure', error: plan.failure } as const)
    : concludeTask(counts, steps.length, task.dryRun);
  return saveTask(deps, task, { ...planned, ...end, counts, phase: 'done', finishedAt: deps.clock.now() });
}

function makePlan(deps: RunDeps, run: Run, task: StoredTask): Promise<Plan> {
  if (isPull(run)) return makeImportPlan(deps, run);
  if (isPush(run)) return makePushPlan(deps, run, task);
  throw new Error(`no plan for the action ${run.action.id}`);
}

export function isPull(run: Run<Action>): run is Run<Pull> {
  return run.action.kind === 'pull';
}

export function isPush(run: Run<Action>): run is Run<Push> {
  return run.action.kind === 'push';
}
