import type { Jobs } from '../../ports/jobs.ts';
import type { StorageAccount } from '../storage/storage-account.ts';
import { createSender } from './send-message.ts';

/** The queue that triggers the function that works on tasks. */
export const taskQueue = 'tasks';

/** Jobs as messages in Azure Queue Storage. Rejects with `StorageFault`. */
export function createQueueJobs(account: StorageAccount): Jobs {
  return { enqueueTask: createSender(account, taskQueue) };
}
