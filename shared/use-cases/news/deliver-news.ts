import { afterAttempt } from '../../domain/webhooks/after-attempt.ts';
import type { DeliveryMessage } from '../../ports/news.ts';
import { getWebhook, replaceWebhook } from '../../store/webhooks.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';
import { attemptDelivery, type Wording } from './attempt-delivery.ts';

type DeliverDeps = Pick<Deps, 'rows' | 'cipher' | 'receivers' | 'news' | 'clock' | 'log'>;

/**
 * Makes one attempt to deliver, records how it went, and asks for the next one where there is to be one: first, so that a
 * process which dies in between makes an attempt too many, not one too few. A webhook that is gone or off gets nothing.
 */
export async function deliverNews(deps: DeliverDeps, message: DeliveryMessage, wording: Wording): Promise<void> {
  const { event, webhookId, attempt } = message;
  const webhook = await getWebhook(deps.rows, event.organizationId, webhookId);
  if (webhook === undefined || !webhook.enabled) return;
  const { fault } = await attemptDelivery(deps, webhook, message, wording);
  const at = deps.clock.now();
  const outcome = { event, attempt, fault, at };
  const { retryIn } = afterAttempt(webhook, outcome);
  if (retryIn !== undefined) await deps.news.deliver({ ...message, attempt: attempt + 1 }, { delaySeconds: retryIn });

  const fields = { organizationId: event.organizationId, webhookId, eventId: event.id, attempt };
  if (fault === undefined) deps.log.info('webhook.delivered', fields);
  else deps.log.warn('webhook.not-delivered', { ...fields, code: fault.code, retryIn });
  await untilUncontended(async () => {
    const found = await getWebhook(deps.rows, event.organizationId, webhookId);
    if (found === undefined) return;
    const after = afterAttempt(found, outcome).webhook;
    if (found.enabled && !after.enabled) deps.log.warn('webhook.switched-off', fields);
    await replaceWebhook(deps.rows, { ...found, ...after });
  });
}
