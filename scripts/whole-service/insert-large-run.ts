import type { Step } from '../../shared/domain/sync/step.ts';
import { newTask, noCounts, type Task } from '../../shared/domain/sync/task.ts';
import { putSteps } from '../../shared/store/steps.ts';
import { insertTask } from '../../shared/store/tasks.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';

/** A finished run of ten thousand steps, every hundredth of which failed; returns its id. */
export async function insertLargeRun(
  deps: Pick<Deps, 'rows' | 'random'>,
  path: Pick<Task, 'organizationId' | 'integrationId' | 'actionId'>,
): Promise<string> {
  const at = new Date();
  const id = deps.random.uuid();
  const steps = Array.from({ length: 10_000 }, (_, sequence): Step => {
    const name = `key-${String(sequence).padStart(5, '0')}`;
    const names = { environmentName: 'production', projectName: 'web', parameterName: name };
    const step = {
      taskId: id,
      sequence,
      subject: 'value',
      operation: 'create',
      createdAt: at,
      modifiedAt: at,
    } as const;
    const error = { code: 'secret.disabled', detail: 'The secret is disabled.' };
    const outcome = sequence % 100 === 0 ? ({ state: 'failed', error } as const) : ({ state: 'succeeded' } as const);
    return { ...step, ...names, ...outcome, secretName: `production-web-${name}` };
  });
  await putSteps(deps.rows, id, steps);
  await insertTask(deps.rows, {
    ...newTask,
    ...path,
    id,
    actionKind: 'pull',
    reason: 'pull created',
    dryRun: false,
    confirmDeletes: false,
    state: 'failure',
    phase: 'done',
    stepCount: steps.length,
    cursor: steps.length,
    counts: { ...noCounts, create: 9_900, failed: 100 },
    error: { code: 'task.steps-failed', detail: '100 of 10000 steps failed; each says why.' },
    createdAt: at,
    modifiedAt: at,
    startedAt: at,
    plannedAt: at,
    finishedAt: at,
  });
  return id;
}
