import { type DesiredSecret, selectDesired } from '../../domain/sync/desired-secret.ts';
import { parsePushPattern } from '../../domain/sync/parse-pattern.ts';
import type { TemplatePattern } from '../../domain/sync/pattern.ts';
import { needsConfirmation, planPush } from '../../domain/sync/plan-push.ts';
import { checkSize, type Problem, preflight } from '../../domain/sync/preflight.ts';
import { pushableValues } from '../../domain/sync/pushable-values.ts';
import { refusePush } from '../../domain/sync/refuse-push.ts';
import { listEnvironments } from '../../store/environments.ts';
import { listObservations } from '../../store/observations.ts';
import { getProject } from '../../store/projects.ts';
import { loadProjectView } from '../configuration/load-project-view.ts';
import { listVault } from './list-vault.ts';
import type { Plan, Push, Run, RunDeps } from './run.ts';

type PlanDeps = Pick<RunDeps, 'rows' | 'clock'>;

/** Decides what a push has to do. Everything that is wrong with the push as a whole is found before the vault is written to. */
export async function makePushPlan(deps: PlanDeps, run: Run<Push>): Promise<Plan> {
  const { action, integration, vault, signal } = run;
  const { organizationId } = action;
  const pattern = parsePushPattern(action.resource);
  const environments = new Map((await listEnvironments(deps.rows, organizationId)).map((each) => [each.id, each]));
  const projectIds = await existingProjects(deps, action);
  const desired = await loadDesired(deps, action, pattern, projectIds, environments);
  const problems = preflight({
    pattern,
    projectCount: projectIds.length,
    environmentCount: environments.size,
    writable: integration.writable,
    resourceTags: integration.resourceTags,
    desired,
  });
  if (problems.length > 0) return refusePush([...problems, ...checkSizes(desired)]);

  const [listing, observations] = await Promise.all([
    listVault(deps, vault, signal),
    listObservations(deps.rows, integration.id),
  ]);
  const now = Math.floor(deps.clock.now().getTime() / 1000);
  const plan = planPush({
    organizationId,
    pushId: action.id,
    desired,
    listing,
    observations,
    force: action.force,
    now,
  });

  const written = new Set(plan.steps.flatMap(({ state, secretName }) => (state === 'planned' ? secretName : [])));
  const changing = desired.filter(({ secretName }) => written.has(secretName));
  const tooLarge = checkSizes(changing);
  if (tooLarge.length > 0) return refusePush(tooLarge);
  const deletes = plan.steps.filter(({ operation }) => operation === 'delete').length;
  if (needsConfirmation(deletes, plan.owned)) {
    const detail = `The push would delete ${deletes} of the ${plan.owned} secrets that it wrote; confirm with confirm_deletes.`;
    return { ...plan, failure: { code: 'push.confirm-deletes', detail } };
  }
  return plan;
}

/** Projects that were deleted since the push was made have left its scope. */
async function existingProjects(
  { rows }: Pick<PlanDeps, 'rows'>,
  { organizationId, projectIds }: Push,
): Promise<string[]> {
  const found = await Promise.all(projectIds.map((id) => getProject(rows, organizationId, id)));
  return found.flatMap((project) => project?.id ?? []);
}

async function loadDesired(
  deps: Pick<PlanDeps, 'rows'>,
  push: Push,
  pattern: TemplatePattern,
  projectIds: readonly string[],
  environments: Parameters<typeof pushableValues>[1],
): Promise<DesiredSecret[]> {
  const desired: DesiredSecret[] = [];
  for (const projectId of projectIds) {
    const view = await loadProjectView(deps, { organizationId: push.organizationId, projectId, content: false });
    desired.push(...selectDesired(pushableValues(view, environments), { ...push, pattern, pushName: push.name }));
  }
  // Rows come in the order of random ids: steps should not.
  return desired.sort((one, other) => (one.secretName < other.secretName ? -1 : 1));
}

function checkSizes(desired: readonly DesiredSecret[]): Problem[] {
  return desired.flatMap((each) => checkSize(each, each.stored.byteLength));
}
