import { deleteWebhook, type StoredWebhook } from '../../store/webhooks.ts';
import type { RequireUnchanged } from '../configuration/require-unchanged.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';
import { findWebhook } from './find-webhook.ts';

/** Nothing is sent from then on, also of what was on its way. Rejects with `object.not-found`, `object.changed`. */
export async function removeWebhook(
  deps: Pick<Deps, 'rows'>,
  {
    organizationId,
    id,
    requireUnchanged,
  }: { organizationId: string; id: string; requireUnchanged?: RequireUnchanged<StoredWebhook> },
): Promise<void> {
  await untilUncontended(async () => {
    const found = await findWebhook(deps, organizationId, id);
    requireUnchanged?.(found);
    await deleteWebhook(deps.rows, found);
  });
}
