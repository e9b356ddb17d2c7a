import type { NewsEvent } from '../domain/news/event.ts';

/** Asks for an event to be brought to everybody who wants it. */
export interface NewsMessage {
  /** Version of the message's shape; a later version of the app still understands it. */
  v: 1;
  event: NewsEvent;
}

/** Asks for one attempt to deliver an event to one webhook. */
export interface DeliveryMessage {
  v: 1;
  webhookId: string;
  /** Counted from 1. */
  attempt: number;
  /** Names of the event's objects when it was told. */
  names: EventNames;
  event: NewsEvent;
}

/** Null: gone, or without a name. */
export interface EventNames {
  vault: string | null;
  action: string | null;
}

/** Events, and their deliveries, on the way: at least once each, by queues that trigger functions. No value is ever in them. */
export interface News {
  tell(message: NewsMessage): Promise<void>;
  /** `delaySeconds`: how long the message stays invisible, 0 to 604,800. */
  deliver(message: DeliveryMessage, options?: { delaySeconds?: number }): Promise<void>;
}
