import { BlobServiceClient } from '@azure/storage-blob';
import type { StorageAccount } from '../storage/storage-account.ts';

export function connectBlobs(account: StorageAccount): BlobServiceClient {
  return 'connectionString' in account
    ? BlobServiceClient.fromConnectionString(account.connectionString)
    : new BlobServiceClient(account.endpoint, account.credential);
}
