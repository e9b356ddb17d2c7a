import type { Action } from '../../../domain/sync/action.ts';
import { concludeTask } from '../../../domain/sync/conclude-task.ts';
import { onlyFailed } from '../../../domain/sync/only-failed.ts';
import type { StepContent } from '../../../domain/sync/step.ts';
import { count, noCounts } from '../../../domain/sync/task.ts';
import { everyStep } from '../../../store/steps.ts';
import { getTask, type StoredTask } from '../../../store/tasks.ts';
import { finishTask } from '../tasks/finish-task.ts';
import type { Plan, Pull, Push, Run, RunDeps } from '../tasks/run.ts';
import { saveTask } from '../tasks/save-task.ts';
import { checkPermissions } from './check-permissions.ts';
import { makeImportPlan } from './make-import-plan.ts';
import { makePushPlan } from './make-push-plan.ts';
import { storePlan } from './store-plan.ts';

/** Makes and stores the plan. A dry run, and a run that must not begin, end here. */
export async function planTask(deps: RunDeps, run: Run, task: StoredTask): Promise<StoredTask> {
  const plan = await checkPermissions(deps, run, await restrict(deps, task, await makePlan(deps, run, task)));
  run.signal.throwIfAborted();
  const steps = await storePlan(deps, task.id, plan.steps);
  const planned = {
    stepCount: steps.length,
    cursor: 0,
    attempted: 0,
    untouched: plan.unchanged,
    plannedAt: deps.clock.now(),
    ...(await run.meter.add(task)),
  };
  const before = { ...noCounts, unchanged: plan.unchanged };
  if (plan.failure === undefined && !task.dryRun) {
    return saveTask(deps, task, { ...planned, phase: 'applying', counts: before });
  }
  const counts = count(before, steps);
  return finishTask(deps, task, { ...planned, counts, ...endOf(plan, task, counts) });
}

function endOf({ steps, failure }: Plan, { dryRun }: StoredTask, counts: StoredTask['counts']) {
  if (failure === undefined) return concludeTask(counts, steps.length, dryRun);
  // A dry run tells what would be deleted; whoever has it applied confirms that.
  if (dryRun && failure.code === 'push.confirm-deletes') {
    return { ...concludeTask(counts, steps.length, dryRun), confirmation: failure.detail };
  }
  return { state: 'failure', error: failure } as const;
}

function makePlan(deps: RunDeps, run: Run, task: StoredTask): Promise<Plan> {
  if (isPull(run)) return makeImportPlan(deps, run);
  if (isPush(run)) return makePushPlan(deps, run, task);
  throw new Error(`no plan for the action ${run.action.id}`);
}

/**
 * Of a task that repeats what failed in another one only that is left. When the other one was removed meanwhile, nobody knows
 * any more what that is.
 */
async function restrict(deps: Pick<RunDeps, 'rows'>, task: StoredTask, plan: Plan): Promise<Plan> {
  if (task.retryOf === undefined) return plan;
  const { organizationId, actionId, retryOf } = task;
  const failed = await getTask(deps.rows, organizationId, actionId, retryOf);
  const steps: StepContent[] = [];
  if (failed) for await (const step of everyStep(deps.rows, failed.id, failed.stepCount)) steps.push(step);
  // Once more: its steps go after it.
  if ((await getTask(deps.rows, organizationId, actionId, retryOf)) === undefined) {
    const detail = 'The run whose failures were to be repeated is not kept any more. Run the action as a whole.';
    return { steps: [], unchanged: 0, failure: { code: 'task.retried-gone', detail } };
  }
  return onlyFailed(plan, steps);
}

export function isPull(run: Run<Action>): run is Run<Pull> {
  return run.action.kind === 'pull';
}

export function isPush(run: Run<Action>): run is Run<Push> {
  return run.action.kind === 'push';
}
