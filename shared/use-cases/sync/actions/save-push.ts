import type { Push } from '../../../domain/sync/action.ts';
import { deletePushHint, putPushHint } from '../../../store/push-index.ts';
import { insertPush, replacePush, type StoredPush } from '../../../store/pushes.ts';
import type { StoredTask } from '../../../store/tasks.ts';
import type { RequireUnchanged } from '../../configuration/require-unchanged.ts';
import { untilUncontended } from '../../configuration/until-uncontended.ts';
import type { Deps } from '../../deps.ts';
import { type RequestRunDeps, requestRun } from '../tasks/request-run.ts';
import { checkPushFields, type PushFields } from './check-push-fields.ts';
import { type ActionPath, findPush } from './find-action.ts';
import { requireRoomForAction } from './require-room-for-action.ts';

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
  const checked = await checkPushFields(deps, path, fields);
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
      ...(await checkPushFields(deps, path, wished, was)),
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
