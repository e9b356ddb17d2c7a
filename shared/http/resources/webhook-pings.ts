import { z } from 'zod';
import type { DeliveryFaultCode } from '../../use-cases/news/attempt-delivery.ts';
import type { PingOutcome } from '../../use-cases/webhooks/ping-webhook.ts';

/** How a test event fared: an answer also where it was not delivered, which is what one wants to know. */
export const webhookPingSchema = z
  .object({
    /** Under which the receiver's log knows it. */
    event_id: z.string(),
    sent_at: z.iso.datetime(),
    delivered: z.boolean(),
    /** HTTP status of the receiver's answer; null when none came. */
    status: z.int().nullable(),
    /** Until the answer, or the failure. */
    milliseconds: z.int().min(0),
    /** Null: it was delivered. Codes are those of `last_error`; `next` says what to do. */
    error: z.object({ code: z.string(), detail: z.string(), next: z.string() }).nullable(),
  })
  .meta({
    id: 'WebHookPing',
    example: {
      event_id: 'ping-0b0e5bd2-8f5c-4a6e-9d0e-2f6d9a3c1b7a',
      sent_at: '2026-01-01T00:00:00.000Z',
      delivered: false,
      status: 500,
      milliseconds: 84,
      error: {
        code: 'receiver.refused',
        detail: 'The receiver answered 500.',
        next: "Look for the event's id in the receiver's log: it may expect another path, token or signing secret.",
      },
    },
  });

const otherAddress = 'Give the webhook an address that is allowed.';

const advice: Record<DeliveryFaultCode, string> = {
  'address.invalid': otherAddress,
  'address.not-https': otherAddress,
  'address.credentials': otherAddress,
  'address.port': otherAddress,
  'address.private':
    'Give the webhook an address on the Internet, or ask the operator of the service to allow this host.',
  'address.unknown': "Correct the host's name in the address, or try again when the name is published.",
  'receiver.redirects': 'Give the webhook the address that the receiver redirects to.',
  'receiver.refused':
    "Look for the event's id in the receiver's log: it may expect another path, token or signing secret.",
  'receiver.answer-too-large': 'Let the receiver answer with a short body, or none.',
  'receiver.silent':
    'Let the receiver answer first and work afterwards; see whether its firewall lets this service through.',
  'receiver.certificate':
    'Give the receiver a certificate for its name by a public authority, with the intermediate ones.',
  'receiver.unreachable': 'See whether the receiver runs, and whether its firewall lets this service through.',
  'cipher.unreadable': 'Set the address and the signing secret of the webhook again.',
  'cipher.key-unavailable':
    "Try again in a minute; if it stays, the operator of the service has to look at the service's own key.",
};

export function presentPing({ eventId, sentAt, took, status, fault }: PingOutcome): z.input<typeof webhookPingSchema> {
  return {
    event_id: eventId,
    sent_at: sentAt.toISOString(),
    delivered: fault === undefined,
    status: status ?? null,
    milliseconds: Math.round(took),
    error: fault === undefined ? null : { code: fault.code, detail: fault.detail, next: advice[fault.code] },
  };
}
