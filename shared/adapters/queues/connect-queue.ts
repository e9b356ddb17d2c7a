import { QueueClient } from '@azure/storage-queue';
import type { StorageAccount } from '../storage/storage-account.ts';

export function connectQueue(account: StorageAccount, name: string): QueueClient {
  return 'connectionString' in account
    ? new QueueClient(account.connectionString, name)
    : new QueueClient(`${account.endpoint.replace(/\/+$/, '')}/${name}`, account.credential);
}
