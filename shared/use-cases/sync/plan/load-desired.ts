import { environmentPath } from '../../../domain/configuration/environment-path.ts';
import type { Environment } from '../../../domain/configuration.ts';
import type { Integration } from '../../../domain/integration/integration.ts';
import { type DesiredSecret, type PushableValue, selectDesired } from '../../../domain/sync/desired-secret.ts';
import { parsePushPattern } from '../../../domain/sync/parse-pattern.ts';
import type { TemplatePattern } from '../../../domain/sync/pattern.ts';
import { coveredByTags, type Problem, preflight } from '../../../domain/sync/preflight.ts';
import { pushableValues } from '../../../domain/sync/pushable-values.ts';
import { listEnvironments } from '../../../store/environments.ts';
import { getProject } from '../../../store/projects.ts';
import { loadProjectView } from '../../configuration/load-project-view.ts';
import type { Deps } from '../../deps.ts';
import type { Push } from '../tasks/run.ts';
import { loadPushTags, type TagInUse } from './load-push-tags.ts';

type LoadDeps = Pick<Deps, 'rows' | 'clock'>;

/** What a push would have in the vault, and everything that is wrong with it as such. The vault is asked nothing. */
export async function loadDesired(
  deps: LoadDeps,
  push: Push,
  { writable, resourceTags }: Pick<Integration, 'writable' | 'resourceTags'>,
): Promise<{ desired: DesiredSecret[]; problems: Problem[] }> {
  const pattern = parsePushPattern(push.resource);
  const environments = new Map((await listEnvironments(deps.rows, push.organizationId)).map((each) => [each.id, each]));
  const projectIds = await existingProjects(deps, push);
  const tags = await loadPushTags(deps, push.tags, environments);
  const desired = await loadValues(deps, push, pattern, { projectIds, tags, environments });
  // Tags that are gone leave less to push, never more.
  const covered = push.tags.length === 0 ? { environments: environments.size } : coveredByTags(tags);
  const problems = preflight({
    pattern,
    covered: { projects: projectIds.length, ...covered },
    writable,
    resourceTags,
    desired,
  });
  return { desired, problems };
}

/** Projects that were deleted since the push was made have left its scope. */
async function existingProjects(
  { rows }: Pick<LoadDeps, 'rows'>,
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

async function loadValues(
  deps: LoadDeps,
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
