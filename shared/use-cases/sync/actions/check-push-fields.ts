import type { Environment } from '../../../domain/configuration.ts';
import type { Push, TagReference } from '../../../domain/sync/action.ts';
import { checkPush } from '../../../domain/sync/check-push.ts';
import { coveredByTags } from '../../../domain/sync/preflight.ts';
import { ServiceError } from '../../../errors.ts';
import { getTag } from '../../../store/environment-tags.ts';
import { listEnvironments } from '../../../store/environments.ts';
import { getProject } from '../../../store/projects.ts';
import type { Deps } from '../../deps.ts';
import { loadPushTags } from '../plan/load-push-tags.ts';
import { type ActionPath, findIntegration } from './find-action.ts';

/** A tag, which a bare id names as well. */
export type PushTagField = Pick<TagReference, 'id'> & Partial<TagReference>;

/** What a person says of a push. */
export interface PushFields {
  name: string;
  description: string;
  resource: string | null;
  projectIds: string[];
  tags: PushTagField[];
  includeParameters: boolean;
  includeSecrets: boolean;
  includeTemplates: boolean;
  coerceParameters: boolean;
  force: boolean;
  local: boolean;
  dryRun: boolean;
}

/**
 * Returns what may be kept of them. `was`: what it refers to already is not asked for again, and may be gone. Rejects with
 * `object.not-found` (integration), `integration.not-writable`, `request.reference` (project, tag), the codes of `checkPush`.
 */
export async function checkPushFields(
  deps: Pick<Deps, 'rows'>,
  path: Omit<ActionPath, 'actionId'>,
  fields: PushFields,
  was?: Push,
): Promise<Pick<Push, 'resource' | 'tags'>> {
  const { organizationId } = path;
  const integration = await findIntegration(deps, path);
  if (!integration.writable) throw new ServiceError('integration.not-writable');
  const projects = await Promise.all(fields.projectIds.map((id) => getProject(deps.rows, organizationId, id)));
  for (const [index, id] of fields.projectIds.entries()) {
    if (!projects[index] && !was?.projectIds.includes(id)) throw noSuch('project', `projects.${index}`);
  }
  const all = await listEnvironments(deps.rows, organizationId);
  const environments = new Map(all.map((environment) => [environment.id, environment]));
  const located = await Promise.all(fields.tags.map((tag) => locateTag(deps, tag, all, was)));
  const inUse = await loadPushTags(deps, located, environments);
  for (const [index, { id, environmentId }] of located.entries()) {
    const known = [...inUse.map(({ tag }) => tag), ...(was?.tags ?? [])];
    const isKnown = known.some((tag) => tag.id === id && tag.environmentId === environmentId);
    if (!isKnown) throw noSuch('tag', `tags.${index}`);
  }
  const tags = [...new Map(located.map((tag) => [tag.id, tag])).values()];
  const covered = tags.length === 0 ? { environments: all.length } : coveredByTags(inUse);
  const resource = checkPush({ ...fields, tags }, { projects: fields.projectIds.length, ...covered });
  return { resource, tags };
}

/** A bare id is looked for in the push and in every environment; one that is nowhere belongs to none. */
async function locateTag(
  { rows }: Pick<Deps, 'rows'>,
  { id, environmentId }: PushTagField,
  environments: readonly Environment[],
  was?: Push,
): Promise<TagReference> {
  if (environmentId !== undefined) return { environmentId, id };
  const kept = was?.tags.find((tag) => tag.id === id);
  if (kept !== undefined) return kept;
  const found = await Promise.all(
    environments.map(({ organizationId, id: each }) => getTag(rows, { organizationId, environmentId: each }, id)),
  );
  return { environmentId: found.find((tag) => tag !== undefined)?.environmentId ?? '', id };
}

function noSuch(what: 'project' | 'tag', field: string): ServiceError {
  return new ServiceError('request.reference', undefined, {
    fields: [{ field: `body.${field}`, code: 'request.reference', detail: `There is no such ${what}.` }],
  });
}
