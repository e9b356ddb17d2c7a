import type { Step, StepContent } from '../../../domain/sync/step.ts';
import { putSteps } from '../../../store/steps.ts';
import type { RunDeps } from '../tasks/run.ts';

/**
 * Stores all steps of a plan. Until the task says that it is planned they mean nothing: a plan that was cut off is
 * made and written again.
 */
export async function storePlan(
  { rows, clock }: Pick<RunDeps, 'rows' | 'clock'>,
  taskId: string,
  contents: readonly StepContent[],
): Promise<Step[]> {
  const now = clock.now();
  const steps = contents.map((content, sequence) => ({
    ...content,
    taskId,
    sequence,
    createdAt: now,
    modifiedAt: now,
  }));
  await putSteps(rows, taskId, steps);
  return steps;
}
