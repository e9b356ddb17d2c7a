import type { Push } from '../../domain/sync/action.ts';
import { checkPush } from '../../domain/sync/check-push.ts';
import { ServiceError } from '../../errors.ts';
import { listEnvironments } from '../../store/environments.ts';
import { getProject } from '../../store/projects.ts';
import { deletePushHint, putPushHint } from '../../store/push-index.ts';
import { insertPush, replacePush, type StoredPush } from '../../store/pushes.ts';
import type { StoredTask } from '../../store/tasks.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';
import { type ActionPath, findIntegration, findPush } from './find-action.ts';
import { type RequestRunDeps, requestRun } from './request-run.ts';

/** What a person says of a push. */
export interface PushFields {
  name: string;
  description: string;
  resource: string | null;
  projectIds: string[];
  includeParameters: boolean;
  includeSecrets: boolean;
  includeTemplates: boolean;
  coerceParameters: boolean;
  force: boolean;
  local: boolean;
  dryRun: boolean;
}

type SaveDeps = RequestRunDeps & Pick<Deps, 'rows'>;
type Saved = { push: StoredPush; task: StoredTask };

/**
 * Makes a push and runs it. Rejects with `object.not-found` (integration), `integration.not-writable`,
 * `request.reference` (project), the codes of `checkPush`, `object.exists`.
 */
export async function createPush(
  deps: SaveDeps,
  path: Omit<ActionPath, 'actionId'>,
  fields: PushFields,
): Promise<Saved> {
  const resource = await checkFields(deps, path, fields);
  const now = deps.clock.now();
  const push: Push = {
    kind: 'push',
    ...path,
    id: deps.random.uuid(),
    ...fields,
    resource,
    createdAt: now,
    modifiedAt: now,
  };
  await hint(deps, push, []);
  const etag = await insertPush(deps.rows, push).catch(async (error) => {
    await deletePushHint(deps.rows, path.organizationId, push.id);
    throw error;
  });
  return { push: { ...push, etag }, task: await requestRun(deps, push, { reason: 'push created' }) };
}

/** Changes a push and runs it. `check` sees the push as it is and may reject (If-Match). Rejects as `createPush` does. */
export async function updatePush(
  deps: SaveDeps,
  path: ActionPath,
  fields: Partial<PushFields>,
  check: (was: StoredPush) => void,
): Promise<Saved> {
  const push = await untilUncontended(async () => {
    const was = await findPush(deps, path);
    check(was);
    const wished = { ...was, ...fields };
    const changed: StoredPush = {
      ...wished,
      resource: await checkFields(deps, path, wished),
      modifiedAt: deps.clock.now(),
    };
    await hint(deps, changed, was.projectIds);
    return { ...changed, etag: await replacePush(deps.rows, changed, was) };
  });
  return { push, task: await requestRun(deps, push, { reason: 'push updated' }) };
}

/** Before the push itself; with the projects of before, which count until it is written. */
function hint({ rows }: SaveDeps, push: Push, before: readonly string[]): Promise<void> {
  const { organizationId, integrationId, id: pushId, projectIds } = push;
  return putPushHint(rows, organizationId, { integrationId, pushId, projectIds: [...before, ...projectIds] });
}

/** Returns the pattern. */
async function checkFields(deps: SaveDeps, path: Omit<ActionPath, 'actionId'>, fields: PushFields): Promise<string> {
  const { organizationId } = path;
  const integration = await findIntegration(deps, path);
  if (!integration.writable) throw new ServiceError('integration.not-writable');
  const projects = await Promise.all(fields.projectIds.map((id) => getProject(deps.rows, organizationId, id)));
  const missing = projects.indexOf(undefined);
  if (missing !== -1) {
    throw new ServiceError('request.reference', undefined, {
      fields: [{ field: `body.projects.${missing}`, code: 'request.reference', detail: 'There is no such project.' }],
    });
  }
  const environments = await listEnvironments(deps.rows, organizationId);
  return checkPush(fields, { projects: projects.length, environments: environments.length });
}
