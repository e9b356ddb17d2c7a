import type { Messages } from '../../ports/messages.ts';
import type { StorageAccount } from '../storage/storage-account.ts';
import { readStorageError, toStorageFault } from '../storage/storage-error.ts';
import { connectQueue } from './connect-queue.ts';
import { createSender } from './send-message.ts';

/** Messages in Azure Queue Storage. */
export function createQueueMessages(account: StorageAccount): Messages {
  return {
    putBack: (queue, message, options) => createSender(account, queue)(message, options),
    async count(queue) {
      try {
        const { approximateMessagesCount = 0 } = await connectQueue(account, queue).getProperties();
        return approximateMessagesCount;
      } catch (error) {
        if (readStorageError(error).code === 'QueueNotFound') return 0;
        throw toStorageFault(error);
      }
    },
  };
}
