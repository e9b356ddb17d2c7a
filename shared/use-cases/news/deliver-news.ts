import { type AttemptFault, afterAttempt } from '../../domain/webhooks/after-attempt.ts';
import type { WebhookConfiguration } from '../../domain/webhooks/configuration.ts';
import { signMessage } from '../../domain/webhooks/sign-message.ts';
import type { WebhookType } from '../../domain/webhooks/webhook.ts';
import { CipherFault } from '../../ports/cipher.ts';
import type { DeliveryMessage } from '../../ports/news.ts';
import { ReceiverFault, type ReceiverFaultCode } from '../../ports/receivers.ts';
import { getWebhook, replaceWebhook, type StoredWebhook } from '../../store/webhooks.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';
import { openConfiguration } from '../webhooks/seal-configuration.ts';

type DeliverDeps = Pick<Deps, 'rows' | 'cipher' | 'receivers' | 'news' | 'clock' | 'log'>;

/** What a kind of receiver reads, as JSON. */
export type Wording = (type: WebhookType, message: Pick<DeliveryMessage, 'event' | 'names'>) => string;

/** It took the message, or will not become another one by waiting. */
const final: readonly ReceiverFaultCode[] = [
  'address.invalid',
  'address.not-https',
  'address.credentials',
  'address.port',
  'address.private',
  'receiver.redirects',
  'receiver.answer-too-large',
];

/**
 * Makes one attempt to deliver, records how it went, and asks for the next one where there is to be one: first, so that a
 * process which dies in between makes an attempt too many, not one too few. A webhook that is gone or off gets nothing.
 */
export async function deliverNews(deps: DeliverDeps, message: DeliveryMessage, wording: Wording): Promise<void> {
  const { event, webhookId, attempt } = message;
  const webhook = await getWebhook(deps.rows, event.organizationId, webhookId);
  if (webhook === undefined || !webhook.enabled) return;
  const fault = await send(deps, webhook, message, wording);
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

async function send(
  deps: DeliverDeps,
  webhook: StoredWebhook,
  message: DeliveryMessage,
  wording: Wording,
): Promise<AttemptFault | undefined> {
  const opened = await open(deps, webhook);
  if ('code' in opened) return opened;
  const { url, signingSecret } = opened;
  const body = wording(webhook.type, message);
  const timestamp = Math.floor(deps.clock.now().getTime() / 1000);
  const signature =
    signingSecret === undefined ? {} : signMessage({ id: message.event.id, timestamp, body }, signingSecret);
  const headers = { 'content-type': 'application/json', 'user-agent': 'key-vault-integration', ...signature };
  try {
    await deps.receivers.post({ url, headers, body });
    return undefined;
  } catch (error) {
    if (!(error instanceof ReceiverFault)) throw error;
    return { code: error.code, detail: error.message, final: final.includes(error.code) };
  }
}

/** A key that cannot be had may be back later, with the other attempts; what does not open now never will. */
async function open(deps: DeliverDeps, webhook: StoredWebhook): Promise<WebhookConfiguration | AttemptFault> {
  try {
    return await openConfiguration(deps, webhook);
  } catch (error) {
    if (!(error instanceof CipherFault)) throw error;
    const { code } = error;
    return code === 'cipher.unreadable'
      ? { code, detail: 'The stored address cannot be decrypted: set it again.', final: true }
      : { code, detail: 'The stored address cannot be read at present; nothing was sent.', final: false };
  }
}
