import type { Environment } from '../../../domain/configuration.ts';
import type { Push, TagReference } from '../../../domain/sync/action.ts';
import { checkPush } from '../../../domain/sync/check-push.ts';
import { coveredByTags } from '../../../domain/sync/preflight.ts';
import { ServiceError } from '../../../errors.ts';
import { getTag } from '../../../store/environment-tags.ts';
import { listEnvironments } from '../../../store/environments.ts';
import { getProject } from '../../../store/projects.ts';
import { deletePushHint, putPushHint } from '../../../store/push-index.ts';
import { insertPush, replacePush, type StoredPush } from '../../../store/pushes.ts';
import type { StoredTask } from '../../../store/tasks.ts';
import type { RequireUnchanged } from '../../configuration/require-unchanged.ts';
import { untilUncontended } from '../../configuration/until-uncontended.ts';
import type { Deps } from '../../deps.ts';
import { loadPushTags } from '../plan/load-push-tags.ts';
import { type RequestRunDeps, requestRun } from '../tasks/request-run.ts';
import { type ActionPath, findIntegration, findPush } from './find-action.ts';
import { requireRoomForAction } from './require-room-for-action.ts';

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

type SaveDeps = RequestRunDeps & Pick<Deps, 'rows'>;
type CreateDeps = SaveDeps & Pick<Deps, 'limits' | 'usage'>;
type Saved = { push: StoredPush; task: StoredTask };

/**
 * Makes a push and runs it. Rejects with `object.not-found` (integration), `integration.not-writable`,
 * `request.reference` (project, tag), the codes of `checkPush`, `limit.actions`, `object.exists`.
 */
export async function createPush(
  deps: CreateDeps,
  path: Omit<ActionPath, 'actionId'>,
  fields: PushFields,
): Promise<Saved> {
  const checked = await checkFields(deps, path, fields);
  const room = await requireRoomForAction(deps, path.organizationId);
  const now = deps.clock.now();
  const push: Push = {
    kind: 'push',
    ...path,
    id: deps.random.uuid(),
    ...fields,
    ...checked,
    createdAt: now,
    modifiedAt: now,
  };
  await hint(deps, push);
  const etag = await insertPush(deps.rows, push).catch(async (error) => {
    await deletePushHint(deps.rows, path.organizationId, push.id);
    throw error;
  });
  room.add(1);
  return { push: { ...push, etag }, task: await requestRun(deps, push, { reason: 'push created' }) };
}

/**
 * Changes a push and runs it; what it refers to and is gone by now may stay in it. Rejects as
 * `createPush` does, and with `object.changed`.
 */
export async function updatePush(
  deps: SaveDeps,
  path: ActionPath,
  fields: Partial<PushFields>,
  requireUnchanged?: RequireUnchanged<StoredPush>,
): Promise<Saved> {
  const push = await untilUncontended(async () => {
    const was = await findPush(deps, path);
    requireUnchanged?.(was);
    const wished = { ...was, ...fields };
    const changed: StoredPush = {
      ...wished,
      ...(await checkFields(deps, path, wished, was)),
      modifiedAt: deps.clock.now(),
    };
    await hint(deps, changed, was);
    return { ...changed, etag: await replacePush(deps.rows, changed, was) };
  });
  return { push, task: await requestRun(deps, push, { reason: 'push updated' }) };
}

/** Before the push itself; with what it pushed before, which counts until it is written. */
function hint({ rows }: SaveDeps, push: Push, was?: Push): Promise<void> {
  const { organizationId, integrationId, id: pushId } = push;
  const projectIds = [...(was?.projectIds ?? []), ...push.projectIds];
  const tagIds = [...(was?.tags ?? []), ...push.tags].map(({ id }) => id);
  return putPushHint(rows, organizationId, { integrationId, pushId, projectIds, tagIds });
}

/** Returns what may be kept of it. `was`: what it refers to already is not asked for again, and may be gone. */
async function checkFields(
  deps: SaveDeps,
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
  { rows }: SaveDeps,
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
