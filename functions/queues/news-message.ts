import { z } from 'zod';
import { eventTypes, type NewsEvent } from '../../shared/domain/news/event.ts';
import type { DeliveryMessage, NewsMessage } from '../../shared/ports/news.ts';
import { messageShape } from './message-shape.ts';

/**
 * What everything else rests on is looked at; the rest of an event is as the app wrote it. Unknown fields are handed on: a
 * message of a later version of the app is still understood.
 */
const event = z
  .looseObject({ type: z.enum(eventTypes), id: z.string(), organizationId: z.string(), at: z.string() })
  .transform((read) => read as unknown as NewsEvent);

const newsMessage: z.ZodType<NewsMessage> = z.object({ v: z.literal(1), event });
const deliveryMessage: z.ZodType<DeliveryMessage> = z.looseObject({
  v: z.literal(1),
  webhookId: z.string(),
  attempt: z.int().min(1),
  names: z.object({ vault: z.string().nullable(), action: z.string().nullable() }),
  event,
});

export const readNewsMessage = messageShape(1, newsMessage);

export const readDeliveryMessage = messageShape(1, deliveryMessage);
