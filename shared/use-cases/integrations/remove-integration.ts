import type { Integration } from '../../domain/integration/integration.ts';
import { notFound } from '../../errors.ts';
import { deleteIntegration, getIntegration } from '../../store/integrations.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';
import { deleteActionsOfIntegration } from '../sync/actions/delete-action.ts';
import { forgetCheck } from './forget-check.ts';

export interface RemoveInput {
  organizationId: string;
  id: string;
  /** Throws when the integration is not the one that the caller has read. */
  check(current: Integration): void;
}

/** Disconnects the vault and deletes its pulls and pushes. What was granted in Azure, and the secrets there, stay. */
export async function removeIntegration(
  deps: Pick<Deps, 'rows' | 'log'>,
  { organizationId, id, check }: RemoveInput,
): Promise<void> {
  await untilUncontended(async () => {
    const found = await getIntegration(deps.rows, organizationId, id);
    if (found === undefined) throw notFound('integration');
    check(found);
    // First, so that what is cut off here can be done again; and after, for an action that came in between.
    await deleteActionsOfIntegration(deps, organizationId, id);
    await deleteIntegration(deps.rows, found);
    // After it: a check of nothing goes by itself.
    await forgetCheck(deps, { organizationId, integrationId: id });
    await deleteActionsOfIntegration(deps, organizationId, id);
  });
  deps.log.info('integration.deleted', { organizationId, integrationId: id });
}
