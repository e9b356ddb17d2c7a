import type { Jobs } from '../../ports/jobs.ts';
import type { StorageAccount } from '../storage/storage-account.ts';
import { createSender } from './send-message.ts';

/** The queues that trigger the functions that work on tasks, and that test the access to vaults. */
export const taskQueue = 'tasks';
export const checkQueue = 'checks';

/** Jobs as messages in Azure Queue Storage. Rejects with `StorageFault`. */
export function createQueueJobs(account: StorageAccount): Jobs {
  const checks = createSender(account, checkQueue);
  return { enqueueTask: createSender(account, taskQueue), enqueueChecks: (job) => checks(job) };
}
