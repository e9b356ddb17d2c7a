import type { Action } from '../../../domain/sync/action.ts';
import { ServiceError } from '../../../errors.ts';
import { RowConflict } from '../../../ports/rows.ts';
import { deleteExpiries } from '../../../store/expiries.ts';
import { deleteLatestTask } from '../../../store/latest-tasks.ts';
import { deleteObservations } from '../../../store/observations.ts';
import { deletePull, listPulls, type StoredPull } from '../../../store/pulls.ts';
import { deletePushHint } from '../../../store/push-index.ts';
import { deletePush, listPushes, type StoredPush } from '../../../store/pushes.ts';
import { deleteSteps } from '../../../store/steps.ts';
import { deleteTask, listTaskIds } from '../../../store/tasks.ts';
import type { RequireUnchanged } from '../../configuration/require-unchanged.ts';
import { untilUncontended } from '../../configuration/until-uncontended.ts';
import type { Deps } from '../../deps.ts';
import { forgetExpiries } from '../../expiry/forget-expiries.ts';
import { type ActionPath, findPull, findPush } from './find-action.ts';

type DeleteDeps = Pick<Deps, 'rows'>;

/** Deletes a pull with its tasks; what it imported stays. Rejects with `object.not-found`, `object.changed`, `action.mapped`. */
export async function removePull(
  deps: DeleteDeps,
  path: ActionPath,
  requireUnchanged?: RequireUnchanged<StoredPull>,
): Promise<void> {
  const pull = await untilUncontended(async () => {
    const found = await findPull(deps, path);
    requireUnchanged?.(found);
    if (found.mode === 'mapped') throw new ServiceError('action.mapped');
    await deletePull(deps.rows, found);
    return found;
  });
  await forgetExpiries(deps, pull);
  await deleteTasks(deps, pull);
}

/**
 * Deletes a push with its tasks; the secrets that it wrote stay in the vault. Rejects with `object.not-found`,
 * `object.changed`.
 */
export async function removePush(
  deps: DeleteDeps,
  path: ActionPath,
  requireUnchanged?: RequireUnchanged<StoredPush>,
): Promise<void> {
  const push = await untilUncontended(async () => {
    const found = await findPush(deps, path);
    requireUnchanged?.(found);
    await deletePush(deps.rows, found);
    return found;
  });
  await deletePushHint(deps.rows, push.organizationId, push.id);
  await deleteTasks(deps, push);
}

/**
 * Deletes the integration's pulls (the mapped one too), pushes, their tasks and steps, and what is remembered of the
 * vault. Cut off on the way it can be done again: an action goes after everything that is found through it.
 */
export async function deleteActionsOfIntegration(
  deps: DeleteDeps,
  organizationId: string,
  integrationId: string,
): Promise<void> {
  for (const pull of await listPulls(deps.rows, organizationId, integrationId)) {
    await deleteTasks(deps, pull);
    await unlessGone(deletePull(deps.rows, pull));
  }
  for (const push of await listPushes(deps.rows, organizationId, integrationId)) {
    await deleteTasks(deps, push);
    await unlessGone(deletePush(deps.rows, push));
    await deletePushHint(deps.rows, organizationId, push.id);
  }
  await deleteObservations(deps.rows, integrationId);
  await deleteExpiries(deps.rows, integrationId);
}

async function deleteTasks(
  { rows }: DeleteDeps,
  { organizationId, integrationId, id: actionId }: Action,
): Promise<void> {
  for (const id of await listTaskIds(rows, organizationId, actionId)) {
    await deleteSteps(rows, id);
    await unlessGone(deleteTask(rows, { organizationId, actionId, id }));
  }
  await unlessGone(deleteLatestTask(rows, { organizationId, integrationId, actionId }));
}

async function unlessGone(deletion: Promise<void>): Promise<void> {
  try {
    await deletion;
  } catch (error) {
    if (!(error instanceof RowConflict) || error.reason !== 'missing') throw error;
  }
}
