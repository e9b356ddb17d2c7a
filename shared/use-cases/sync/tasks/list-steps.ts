import type { Step } from '../../../domain/sync/step.ts';
import { everyStep, readSteps } from '../../../store/steps.ts';
import type { StoredTask } from '../../../store/tasks.ts';
import type { Deps } from '../../deps.ts';

/** One page of the steps of a task, in their order: one request, however far along it is. At most 1,000. */
export function readStepPage(
  { rows }: Pick<Deps, 'rows'>,
  task: StoredTask,
  { page, pageSize }: { page: number; pageSize: number },
): Promise<Step[]> {
  const from = Math.min((page - 1) * pageSize, task.stepCount);
  return readSteps(rows, task.id, from, Math.min(from + pageSize, task.stepCount));
}

/** All steps of a task, one after the other. */
export function readAllSteps({ rows }: Pick<Deps, 'rows'>, task: StoredTask): AsyncGenerator<Step> {
  return everyStep(rows, task.id, task.stepCount);
}
