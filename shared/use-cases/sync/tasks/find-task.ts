import type { ActionKind } from '../../../domain/sync/action.ts';
import type { Step } from '../../../domain/sync/step.ts';
import { sequenceOfStepId } from '../../../domain/sync/step-id.ts';
import { notFound } from '../../../errors.ts';
import { getStep } from '../../../store/steps.ts';
import { getTask, type StoredTask } from '../../../store/tasks.ts';
import type { Deps } from '../../deps.ts';

export interface TaskPath {
  kind: ActionKind;
  organizationId: string;
  integrationId: string;
  actionId: string;
  taskId: string;
}

/** Rejects with `object.not-found`. */
export async function findTask({ rows }: Pick<Deps, 'rows'>, path: TaskPath): Promise<StoredTask> {
  const found = await getTask(rows, path.organizationId, path.actionId, path.taskId);
  if (found === undefined || found.integrationId !== path.integrationId || found.actionKind !== path.kind)
    throw notFound('task');
  return found;
}

/** Rejects with `object.not-found`. A point lookup: the id says where the step is. */
export async function findStep(
  deps: Pick<Deps, 'rows'>,
  path: TaskPath & { stepId: string },
): Promise<{ task: StoredTask; step: Step }> {
  const task = await findTask(deps, path);
  const sequence = sequenceOfStepId(task.id, path.stepId);
  const found =
    sequence === undefined || sequence >= task.stepCount ? undefined : await getStep(deps.rows, task.id, sequence);
  if (found === undefined) throw notFound('step');
  return { task, step: found };
}
