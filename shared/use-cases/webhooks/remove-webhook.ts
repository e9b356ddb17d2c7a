import type { Webhook } from '../../domain/webhooks/webhook.ts';
import { deleteWebhook } from '../../store/webhooks.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';
import { findWebhook } from './find-webhook.ts';

/** Nothing is sent from then on, also of what was on its way. Rejects with `object.not-found`. */
export async function removeWebhook(
  deps: Pick<Deps, 'rows'>,
  { organizationId, id }: Pick<Webhook, 'organizationId' | 'id'>,
  requireUnchanged: (webhook: Webhook) => void,
): Promise<void> {
  await untilUncontended(async () => {
    const found = await findWebhook(deps, organizationId, id);
    requireUnchanged(found);
    await deleteWebhook(deps.rows, found);
  });
}
