import type { Integration } from '../../domain/integration/integration.ts';
import { notFound } from '../../errors.ts';
import { deleteIntegration, getIntegration, replaceIntegration } from '../../store/integrations.ts';
import type { RequireUnchanged } from '../configuration/require-unchanged.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';
import { deleteActionsOfIntegration } from '../sync/actions/delete-action.ts';
import { forgetCheck } from './forget-check.ts';

export interface RemoveInput {
  organizationId: string;
  id: string;
  requireUnchanged?: RequireUnchanged<Integration>;
}

/**
 * Disconnects the vault and deletes its pulls and pushes. What was granted in Azure, and the secrets there, stay.
 * Rejects with `object.not-found`, `object.changed`.
 */
export async function removeIntegration(
  deps: Pick<Deps, 'rows' | 'log' | 'clock'>,
  { organizationId, id, requireUnchanged }: RemoveInput,
): Promise<void> {
  const find = async () => {
    const found = await getIntegration(deps.rows, organizationId, id);
    if (found === undefined) throw notFound('integration');
    return found;
  };
  // Settled by a write before anything is deleted: who is refused finds all pulls and pushes still there. It makes another
  // version, so that nobody's edit of this one comes after it.
  if (requireUnchanged !== undefined) {
    await untilUncontended(async () => {
      const { etag, ...found } = await find();
      requireUnchanged(found);
      const modifiedAt = new Date(Math.max(deps.clock.now().getTime(), found.modifiedAt.getTime() + 1));
      await replaceIntegration(deps.rows, { ...found, modifiedAt }, etag);
    });
  }
  await untilUncontended(async () => {
    const found = await find();
    // First, so that what is cut off here can be done again; and after, for an action that came in between.
    await deleteActionsOfIntegration(deps, organizationId, id);
    await deleteIntegration(deps.rows, found);
    // After it: a check of nothing goes by itself.
    await forgetCheck(deps, { organizationId, integrationId: id });
    await deleteActionsOfIntegration(deps, organizationId, id);
  });
  deps.log.info('integration.deleted', { organizationId, integrationId: id });
}
