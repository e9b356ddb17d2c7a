import { QueueClient } from '@azure/storage-queue';
import { checkDelay, type Jobs } from '../../ports/jobs.ts';
import type { StorageAccount } from '../storage/storage-account.ts';
import { readStorageError, toStorageFault } from '../storage/storage-error.ts';

/** The queues that trigger the functions that work on tasks, and that test the access to vaults. */
export const taskQueue = 'tasks';
export const checkQueue = 'checks';

/** Jobs as messages in Azure Queue Storage. A queue is made when the first message is sent. Rejects with `StorageFault`. */
export function createQueueJobs(account: StorageAccount): Jobs {
  const tasks = sender(account, taskQueue);
  const checks = sender(account, checkQueue);
  return {
    enqueueTask: async (job, { delaySeconds = 0 } = {}) => tasks(job, checkDelay(delaySeconds)),
    enqueueChecks: (job) => checks(job, 0),
  };
}

/** Sends messages to one queue, invisible for so many seconds. */
function sender(account: StorageAccount, name: string): (job: object, visibilityTimeout: number) => Promise<void> {
  const queue =
    'connectionString' in account
      ? new QueueClient(account.connectionString, name)
      : new QueueClient(`${account.endpoint.replace(/\/+$/, '')}/${name}`, account.credential);

  return async (job, visibilityTimeout) => {
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
  };
}
