import type { Ping } from '../../domain/news/event.ts';
import type { Principal } from '../../domain/principal.ts';
import { ServiceError } from '../../errors.ts';
import type { Deps } from '../deps.ts';
import { type Attempt, attemptDelivery, type Wording } from '../news/attempt-delivery.ts';
import { findWebhook } from './find-webhook.ts';

/** How many an organization may send in any minute from each process: enough for a person, useless for an attack. */
export const mostPings = 20;

export interface PingOutcome extends Attempt {
  /** Id of the event, by which the receiver's log knows it. */
  eventId: string;
  sentAt: Date;
  /** Milliseconds until the answer, or the failure. */
  took: number;
}

/**
 * Sends an event to a webhook, on or off, once and at once, by the way of all deliveries; nothing is recorded at the webhook,
 * so that trying does not hide how real deliveries went. Rejects with `object.not-found`, `rate.limited`.
 */
export async function pingWebhook(
  deps: Pick<Deps, 'rows' | 'cipher' | 'receivers' | 'clock' | 'random' | 'usage' | 'log'>,
  { principal, id: webhookId }: { principal: Principal; id: string },
  wording: Wording,
): Promise<PingOutcome> {
  const { organizationId, kind, id: userId, name: userName } = principal;
  const webhook = await findWebhook(deps, organizationId, webhookId);
  const sentAt = deps.clock.now();
  const { admitted, limit, seconds } = deps.usage.pings(organizationId).take(mostPings, sentAt.getTime());
  if (!admitted) {
    const sentence = `The organization may send ${limit} test events a minute and has sent as many.`;
    throw new ServiceError('rate.limited', sentence, { retryAfter: seconds });
  }
  const event: Ping = {
    type: 'ping',
    id: `ping-${deps.random.uuid()}`,
    organizationId,
    at: sentAt.toISOString(),
    webhook: { id: webhookId, name: webhook.name },
    user: { kind, id: userId, name: userName },
  };
  const attempt = await attemptDelivery(deps, webhook, { event, names: { vault: null, action: null } }, wording);
  const took = deps.clock.now().getTime() - sentAt.getTime();
  const { fault, status } = attempt;
  deps.log.info('webhook.pinged', { organizationId, webhookId, eventId: event.id, code: fault?.code, status, took });
  return { ...attempt, eventId: event.id, sentAt, took };
}
