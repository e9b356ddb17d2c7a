import type { HttpRuntime } from '../../shared/http/handle-request.ts';
import { Links } from '../../shared/http/links.ts';
import { wordingFor } from '../../shared/http/news/wording.ts';
import { deliverNews } from '../../shared/use-cases/news/deliver-news.ts';
import { spreadNews } from '../../shared/use-cases/news/spread-news.ts';
import { countMessage } from '../../shared/use-cases/telemetry/count-message.ts';
import { readDeliveryMessage, readNewsMessage } from './news-message.ts';

/** The queue of events to bring to those who want them. */
export const newsQueue = {
  name: 'spreadNews',
  queueName: 'news',
  connection: 'AzureWebJobsStorage',
  handle: ({ deps }: Pick<HttpRuntime, 'deps'>, message: unknown): Promise<void> =>
    countMessage(deps, 'news', message, readNewsMessage, (told) => spreadNews(deps, told)),
};

/** The queue of single deliveries: a receiver that keeps others waiting keeps only these waiting. */
export const deliveryQueue = {
  name: 'deliverNews',
  queueName: 'deliveries',
  connection: 'AzureWebJobsStorage',
  handle: (
    { deps, publicUrl }: Pick<HttpRuntime, 'deps' | 'publicUrl'>,
    message: unknown,
    _invocation?: { invokedBy?: string },
  ): Promise<void> =>
    countMessage(deps, 'deliveries', message, readDeliveryMessage, (delivery) =>
      deliverNews(deps, delivery, wordingFor(new Links(publicUrl))),
    ),
};
