import type { NewsEvent, Ping } from '../../domain/news/event.ts';
import type { AttemptFault } from '../../domain/webhooks/after-attempt.ts';
import type { WebhookConfiguration } from '../../domain/webhooks/configuration.ts';
import { signMessage } from '../../domain/webhooks/sign-message.ts';
import type { WebhookType } from '../../domain/webhooks/webhook.ts';
import { CipherFault, type CipherFaultCode } from '../../ports/cipher.ts';
import type { EventNames } from '../../ports/news.ts';
import { ReceiverFault, type ReceiverFaultCode } from '../../ports/receivers.ts';
import type { StoredWebhook } from '../../store/webhooks.ts';
import type { Deps } from '../deps.ts';
import { openConfiguration } from '../webhooks/seal-configuration.ts';

/** What a receiver is told. */
export interface Told {
  event: NewsEvent | Ping;
  names: EventNames;
}

/** What a kind of receiver reads, as JSON. */
export type Wording = (type: WebhookType, told: Told) => string;

export type DeliveryFaultCode = ReceiverFaultCode | CipherFaultCode;

export interface DeliveryFault extends AttemptFault {
  code: DeliveryFaultCode;
}

/** How an attempt went. */
export interface Attempt {
  /** Absent: the receiver took it. */
  fault?: DeliveryFault;
  /** The HTTP status that the receiver answered with, if it came to that. */
  status?: number;
}

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

/** Sends something to a webhook, on or off, signed as all that is sent to it. Records nothing. */
export async function attemptDelivery(
  deps: Pick<Deps, 'cipher' | 'receivers' | 'clock'>,
  webhook: StoredWebhook,
  told: Told,
  wording: Wording,
): Promise<Attempt> {
  const opened = await open(deps, webhook);
  if ('code' in opened) return { fault: opened };
  const { url, signingSecret } = opened;
  const body = wording(webhook.type, told);
  const timestamp = Math.floor(deps.clock.now().getTime() / 1000);
  const signature =
    signingSecret === undefined ? {} : signMessage({ id: told.event.id, timestamp, body }, signingSecret);
  const headers = { 'content-type': 'application/json', 'user-agent': 'key-vault-integration', ...signature };
  try {
    return { status: await deps.receivers.post({ url, headers, body }) };
  } catch (error) {
    if (!(error instanceof ReceiverFault)) throw error;
    const { code, message: detail, status } = error;
    return { fault: { code, detail, final: final.includes(code) }, status };
  }
}

/** A key that cannot be had may be back later, with the other attempts; what does not open now never will. */
async function open(deps: Pick<Deps, 'cipher'>, webhook: StoredWebhook): Promise<WebhookConfiguration | DeliveryFault> {
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
