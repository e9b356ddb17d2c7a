import pLimit from 'p-limit';
import type { Step } from '../../../domain/sync/step.ts';
import type { StoredIntegration } from '../../../store/integrations.ts';
import type { StoredPush } from '../../../store/pushes.ts';
import { everyStep } from '../../../store/steps.ts';
import { listTasks, type StoredTask } from '../../../store/tasks.ts';
import type { Deps } from '../../deps.ts';
import { findIntegration } from './find-action.ts';

const readsAtOnce = 16;

/** A step with the run and the vault that it belongs to. */
export interface PushedStep {
  step: Step;
  task: StoredTask;
  vault: StoredIntegration;
}

/**
 * The steps of all runs of these pushes that fit, those of the newest run first. Reads every step of every run, as it
 * is consumed: there is no index of them by what they push, which would double the writes of every push.
 */
export async function* pushedSteps(
  deps: Pick<Deps, 'rows'>,
  pushes: readonly StoredPush[],
  fits: (step: Step) => boolean,
): AsyncGenerator<PushedStep> {
  const limit = pLimit(readsAtOnce);
  const vaults = new Map(
    await limit.map(new Set(pushes.map(({ integrationId }) => integrationId)), async (integrationId) => {
      const organizationId = pushes[0]?.organizationId ?? '';
      return [integrationId, await findIntegration(deps, { organizationId, integrationId })] as const;
    }),
  );
  const tasks = await limit.map(pushes, ({ organizationId, id }) => listTasks(deps.rows, organizationId, id));
  // Ids begin with the time.
  for (const task of tasks.flat().sort((one, other) => (one.id < other.id ? 1 : -1))) {
    const vault = vaults.get(task.integrationId);
    if (vault === undefined) continue;
    for await (const step of everyStep(deps.rows, task.id, task.stepCount)) if (fits(step)) yield { step, task, vault };
  }
}
