import { checkDelay } from '../../ports/jobs.ts';
import type { StorageAccount } from '../storage/storage-account.ts';
import { readStorageError, toStorageFault } from '../storage/storage-error.ts';
import { connectQueue } from './connect-queue.ts';

export type SendMessage = (message: object, options?: { delaySeconds?: number }) => Promise<void>;

/** Sends messages to one queue, which is made when the first one is sent. Rejects with `StorageFault`. */
export function createSender(account: StorageAccount, queueName: string): SendMessage {
  const queue = connectQueue(account, queueName);

  return async (message, { delaySeconds = 0 } = {}) => {
    const visibilityTimeout = checkDelay(delaySeconds);
    // Base64 is what the Functions host expects and the SDK does not do by itself.
    // https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue#host-json
    const text = Buffer.from(JSON.stringify(message)).toString('base64');
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
