import type { HttpRuntime } from '../../shared/http/handle-request.ts';
import { wordingFor } from '../../shared/http/news/wording.ts';
import { deliverNews } from '../../shared/use-cases/news/deliver-news.ts';
import { spreadNews } from '../../shared/use-cases/news/spread-news.ts';
import { readDeliveryMessage, readNewsMessage } from './news-message.ts';

/** The queue of events to bring to those who want them. */
export const newsQueue = {
  name: 'spreadNews',
  queueName: 'news',
  connection: 'AzureWebJobsStorage',
  handle: async ({ deps }: Pick<HttpRuntime, 'deps'>, message: unknown): Promise<void> =>
    spreadNews(deps, readNewsMessage(message)),
};

/** The queue of single deliveries: a receiver that keeps others waiting keeps only these waiting. */
export const deliveryQueue = {
  name: 'deliverNews',
  queueName: 'deliveries',
  connection: 'AzureWebJobsStorage',
  handle: async ({ deps, publicUrl }: Pick<HttpRuntime, 'deps' | 'publicUrl'>, message: unknown): Promise<void> =>
    deliverNews(deps, readDeliveryMessage(message), wordingFor(publicUrl)),
};
