import { type StoragePipelineOptions as BlobOptions, BlobServiceClient } from '@azure/storage-blob';
import { type StoragePipelineOptions as QueueOptions, QueueServiceClient } from '@azure/storage-queue';
import { identityCredential } from './identity-credential.ts';
import type { StorageConnection } from './settings.ts';

/** The app's environment, which says where its identities' tokens are. */
type Environment = Record<string, string | undefined>;

export function blobService(
  connection: StorageConnection,
  environment: Environment,
  options?: BlobOptions,
): BlobServiceClient {
  if ('connectionString' in connection)
    return BlobServiceClient.fromConnectionString(connection.connectionString, options);
  return new BlobServiceClient(
    connection.address('blob'),
    identityCredential(connection.clientId, environment),
    options,
  );
}

export function queueService(
  connection: StorageConnection,
  environment: Environment,
  options?: QueueOptions,
): QueueServiceClient {
  if ('connectionString' in connection)
    return QueueServiceClient.fromConnectionString(connection.connectionString, options);
  return new QueueServiceClient(
    connection.address('queue'),
    identityCredential(connection.clientId, environment),
    options,
  );
}
