import type { News } from '../../ports/news.ts';
import type { StorageAccount } from '../storage/storage-account.ts';
import { createSender } from './send-message.ts';

/** The queues that trigger the functions that spread events and deliver them. */
export const newsQueue = 'news';
export const deliveryQueue = 'deliveries';

/** Events and deliveries as messages in Azure Queue Storage. Rejects with `StorageFault`. */
export function createQueueNews(account: StorageAccount): News {
  return { tell: createSender(account, newsQueue), deliver: createSender(account, deliveryQueue) };
}
