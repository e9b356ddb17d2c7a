import { z } from 'zod';
import { eventTypes, type NewsEvent } from '../../shared/domain/news/event.ts';
import type { DeliveryMessage, NewsMessage } from '../../shared/ports/news.ts';

/**
 * What everything else rests on is looked at; the rest of an event is as the app wrote it. Unknown fields are handed on: a
 * message of a later version of the app is still understood.
 */
const event = z
  .looseObject({ type: z.enum(eventTypes), id: z.string(), organizationId: z.string(), at: z.string() })
  .transform((read) => read as unknown as NewsEvent);

const newsMessage: z.ZodType<NewsMessage> = z.object({ v: z.literal(1), event });
const deliveryMessage: z.ZodType<DeliveryMessage> = z.object({
  v: z.literal(1),
  webhookId: z.string(),
  attempt: z.int().min(1),
  names: z.object({ vault: z.string().nullable(), action: z.string().nullable() }),
  event,
});

/** The platform hands a message over as the object that its JSON holds, or as its text. */
export const readNewsMessage = (message: unknown): NewsMessage => newsMessage.parse(parsed(message));

export const readDeliveryMessage = (message: unknown): DeliveryMessage => deliveryMessage.parse(parsed(message));

function parsed(message: unknown): unknown {
  return typeof message === 'string' ? JSON.parse(message) : message;
}
