import type { NewsEvent } from '../news/event.ts';
import type { Webhook, WebhookError } from './webhook.ts';

/** Seconds until the second attempt, the third, and so on: given up after two hours and a half. */
const pauses = [10, 60, 300, 1_800, 7_200];
/** How long everything has to fail until a webhook is switched off. */
const patienceDays = 3;

/** Why an attempt did not deliver. `final`: it is not going to become better. */
export interface AttemptFault {
  code: string;
  detail: string;
  final: boolean;
}

export interface AfterAttempt {
  webhook: Webhook;
  /** Seconds until the next attempt; absent when there is none. */
  retryIn?: number;
}

/**
 * What an attempt to deliver, counted from 1, means for the webhook. One that delivered nothing for three days is switched
 * off when it next gives something up.
 */
export function afterAttempt(
  webhook: Webhook,
  {
    event,
    attempt,
    fault,
    at,
  }: { event: Pick<NewsEvent, 'id' | 'type'>; attempt: number; fault?: AttemptFault; at: Date },
): AfterAttempt {
  if (fault === undefined) return { webhook: { ...webhook, lastRun: at, lastError: null, failingSince: null } };
  const retryIn = fault.final ? undefined : pauses[attempt - 1];
  const failingSince = webhook.failingSince ?? at;
  const nextAttemptAt = retryIn === undefined ? undefined : new Date(at.getTime() + retryIn * 1000).toISOString();
  const error: WebhookError = {
    code: fault.code,
    detail: fault.detail,
    at: at.toISOString(),
    eventId: event.id,
    eventType: event.type,
    attempt,
    ...(nextAttemptAt === undefined ? {} : { nextAttemptAt }),
  };
  const failed = { ...webhook, lastRun: at, lastError: error, failingSince };
  if (retryIn !== undefined) return { webhook: failed, retryIn };
  const isHopeless = at.getTime() - failingSince.getTime() >= patienceDays * 86_400_000;
  return { webhook: { ...failed, enabled: webhook.enabled && !isHopeless } };
}
