import { environmentPath } from '../../../domain/configuration/environment-path.ts';
import type { Environment } from '../../../domain/configuration.ts';
import { type DesiredSecret, type PushableValue, selectDesired } from '../../../domain/sync/desired-secret.ts';
import { parsePushPattern } from '../../../domain/sync/parse-pattern.ts';
import type { TemplatePattern } from '../../../domain/sync/pattern.ts';
import { needsConfirmation, planPush } from '../../../domain/sync/plan-push.ts';
import { checkSize, coveredByTags, type Problem, preflight } from '../../../domain/sync/preflight.ts';
import { pushableValues } from '../../../domain/sync/pushable-values.ts';
import { refusePush } from '../../../domain/sync/refuse-push.ts';
import { foldSecretName } from '../../../domain/sync/secret-name.ts';
import type { Task } from '../../../domain/sync/task.ts';
import { listEnvironments } from '../../../store/environments.ts';
import { listObservations } from '../../../store/observations.ts';
import { getProject } from '../../../store/projects.ts';
import { loadProjectView } from '../../configuration/load-project-view.ts';
import type { Plan, Push, Run, RunDeps } from '../tasks/run.ts';
import { listVault } from '../vault/list-vault.ts';
import { vaultTime } from '../vault/vault-time.ts';
import { loadPushTags, type TagInUse } from './load-push-tags.ts';

type PlanDeps = Pick<RunDeps, 'rows' | 'clock'>;

/** Decides what a push has to do. Everything that is wrong with the push as a whole is found before the vault is written to. */
export async function makePushPlan(
  deps: PlanDeps,
  run: Run<Push>,
  { confirmDeletes }: Pick<Task, 'confirmDeletes'>,
): Promise<Plan> {
  const { action, integration, vault, signal } = run;
  const { organizationId } = action;
  const pattern = parsePushPattern(action.resource);
  const environments = new Map((await listEnvironments(deps.rows, organizationId)).map((each) => [each.id, each]));
  const projectIds = await existingProjects(deps, action);
  const tags = await loadPushTags(deps, action.tags, environments);
  const desired = await loadDesired(deps, action, pattern, { projectIds, tags, environments });
  // Tags that are gone leave less to push, never more.
  const covered = action.tags.length === 0 ? { environments: environments.size } : coveredByTags(tags);
  const problems = preflight({
    pattern,
    covered: { projects: projectIds.length, ...covered },
    writable: integration.writable,
    resourceTags: integration.resourceTags,
    desired,
  });
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

/** Projects that were deleted since the push was made have left its scope. */
async function existingProjects(
  { rows }: Pick<PlanDeps, 'rows'>,
  { organizationId, projectIds }: Push,
): Promise<string[]> {
  const found = await Promise.all(projectIds.map((id) => getProject(rows, organizationId, id)));
  return found.flatMap((project) => project?.id ?? []);
}

interface Scope {
  projectIds: readonly string[];
  tags: readonly TagInUse[];
  environments: ReadonlyMap<string, Environment>;
}

async function loadDesired(
  deps: Pick<PlanDeps, 'rows' | 'clock'>,
  push: Push,
  pattern: TemplatePattern,
  { projectIds, tags, environments }: Scope,
): Promise<DesiredSecret[]> {
  const { organizationId } = push;
  const scope = { ...push, pattern, pushName: push.name };
  const desired: DesiredSecret[] = [];
  const add = (values: Iterable<PushableValue>) => {
    for (const each of selectDesired(values, scope)) desired.push(each);
  };
  for (const projectId of projectIds) {
    if (push.tags.length === 0) {
      add(pushableValues(await loadProjectView(deps, { organizationId, projectId, content: false }), environments));
    }
    for (const { tag, environment } of tags) {
      // What is yet to come is as it is now.
      const asOf = tag.timestamp <= deps.clock.now() ? tag.timestamp : undefined;
      const environmentIds = environmentPath(environments, environment.id);
      const view = await loadProjectView(deps, { organizationId, projectId, scope: { environmentIds, asOf } });
      add(pushableValues(view, environments, { environment, tag: { id: tag.id, name: tag.name, asOf } }));
    }
  }
  // Rows come in the order of random ids: steps should not.
  return desired.sort((one, other) => (one.secretName < other.secretName ? -1 : 1));
}

function checkSizes(desired: readonly DesiredSecret[]): Problem[] {
  return desired.flatMap((each) => checkSize(each, each.stored.byteLength));
}
