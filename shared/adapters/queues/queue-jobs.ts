import { QueueClient } from '@azure/storage-queue';
import { checkDelay, type Jobs } from '../../ports/jobs.ts';
import type { StorageAccount } from '../storage/storage-account.ts';
import { readStorageError, toStorageFault } from '../storage/storage-error.ts';

/** The queue that triggers the function that works on tasks. */
export const taskQueue = 'tasks';

/** Jobs as messages in Azure Queue Storage. The queue is made when the first message is sent. Rejects with `StorageFault`. */
export function createQueueJobs(account: StorageAccount): Jobs {
  const queue =
    'connectionString' in account
      ? new QueueClient(account.connectionString, taskQueue)
      : new QueueClient(`${account.endpoint.replace(/\/+$/, '')}/${taskQueue}`, account.credential);

  return {
    async enqueueTask(job, { delaySeconds = 0 } = {}) {
      const visibilityTimeout = checkDelay(delaySeconds);
      // Base64 is what the Functions host expects and the SDK does not do by itself.
      // https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue#host-json
      const text = Buffer.from(JSON.stringify(job)).toString('base64');
      // No end to its life (the default is seven days): a long delay must not outlast its message.
      const send = () => queue.sendMessage(text, { visibilityTimeout, messageTimeToLive: -1 });
      try {
        await send().catch(async (error) => {
          if (readStorageError(error).code !== 'QueueNotFound') throw error;
          await queue.createIfNotExists();
          return send();
        });
      } catch (error) {
        throw toStorageFault(error);
      }
    },
  };
}
