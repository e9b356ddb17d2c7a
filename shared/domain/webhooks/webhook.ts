import type { EventType } from '../news/event.ts';

/** Whom a webhook speaks to: any receiver, in a signed message of ours, or Slack in its own format. */
export const webhookTypes = ['slack', 'generic'] as const;

export type WebhookType = (typeof webhookTypes)[number];

/** How the last attempt to deliver something failed. Kept until something is delivered again. */
export interface WebhookError {
  code: string;
  detail: string;
  at: string;
  eventId: string;
  eventType: string;
  /** Which attempt it was, counted from 1. */
  attempt: number;
  /** When it is tried again; absent when it was given up. */
  nextAttemptAt?: string;
}

/** Where an organization wants its news. The address and the signing secret are kept sealed, beside it. */
export interface Webhook {
  id: string;
  organizationId: string;
  name: string;
  type: WebhookType;
  eventTypes: EventType[];
  /** The address as everybody may see it. */
  shownUrl: string;
  /** Nothing is sent while it is off: a person switched it off, or it failed for days. */
  enabled: boolean;
  createdAt: Date;
  modifiedAt: Date;
  /** When something was last sent, or tried to be sent. */
  lastRun: Date | null;
  lastError: WebhookError | null;
  /** Since when nothing could be delivered. */
  failingSince: Date | null;
}
