import { needsConfirmation, planPush } from '../../../domain/sync/plan-push.ts';
import { checkSizes } from '../../../domain/sync/preflight.ts';
import { refusePush } from '../../../domain/sync/refuse-push.ts';
import { foldSecretName } from '../../../domain/sync/secret-name.ts';
import type { Task } from '../../../domain/sync/task.ts';
import { listObservations } from '../../../store/observations.ts';
import type { Plan, Push, Run, RunDeps } from '../tasks/run.ts';
import { listVault } from '../vault/list-vault.ts';
import { vaultTime } from '../vault/vault-time.ts';
import { loadDesired } from './load-desired.ts';

type PlanDeps = Pick<RunDeps, 'rows' | 'clock'>;

/** Decides what a push has to do. Everything that is wrong with the push as a whole is found before the vault is written to. */
export async function makePushPlan(
  deps: PlanDeps,
  run: Run<Push>,
  { confirmDeletes }: Pick<Task, 'confirmDeletes'>,
): Promise<Plan> {
  const { action, integration, vault, signal } = run;
  const { organizationId } = action;
  const { desired, problems } = await loadDesired(deps, action, integration);
  if (problems.length > 0) return refusePush([...problems, ...checkSizes(desired)]);

  const [listing, observations] = await Promise.all([
    listVault(deps, vault, signal),
    listObservations(deps.rows, integration.id),
  ]);
  const now = await vaultTime(deps, vault);
  const plan = planPush({
    organizationId,
    pushId: action.id,
    desired,
    listing,
    observations,
    force: action.force,
    now,
  });

  const written = new Set(
    plan.steps.flatMap(({ state, secretName }) =>
      state === 'planned' && secretName ? foldSecretName(secretName) : [],
    ),
  );
  const changing = desired.filter(({ secretName }) => written.has(foldSecretName(secretName)));
  const tooLarge = checkSizes(changing);
  if (tooLarge.length > 0) return refusePush(tooLarge);
  const deletes = plan.steps.filter(({ operation }) => operation === 'delete').length;
  if (!confirmDeletes && needsConfirmation(deletes, plan.owned)) {
    const detail = `The push would delete ${deletes} of the ${plan.owned} secrets that it wrote; confirm with confirm_deletes.`;
    return { ...plan, failure: { code: 'push.confirm-deletes', detail } };
  }
  return plan;
}
