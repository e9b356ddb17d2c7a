import type { Messages } from '../../ports/messages.ts';
import type { StorageAccount } from '../storage/storage-account.ts';
import { createSender } from './send-message.ts';

/** Messages in Azure Queue Storage. */
export function createQueueMessages(account: StorageAccount): Messages {
  return { putBack: (queue, message, options) => createSender(account, queue)(message, options) };
}
