import { TableClient, TableServiceClient } from '@azure/data-tables';
import { BlobServiceClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';

/** The content of every table, queue and blob, as one text: binary properties and messages as they are and as UTF-8. */
export async function everythingStored(connectionString: string): Promise<string> {
  const parts = [await tables(connectionString), await queues(connectionString), await blobs(connectionString)];
  return parts.flat().join('\n');
}

async function tables(connectionString: string): Promise<string[]> {
  const found: string[] = [];
  const options = { allowInsecureConnection: true };
  for await (const { name = '' } of TableServiceClient.fromConnectionString(connectionString, options).listTables()) {
    const table = TableClient.fromConnectionString(connectionString, name, options);
    for await (const entity of table.listEntities()) {
      for (const [property, value] of Object.entries(entity)) {
        const text = value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : JSON.stringify(value);
        found.push(`${name}.${property}: ${text}`);
      }
    }
  }
  return found;
}

async function queues(connectionString: string): Promise<string[]> {
  const found: string[] = [];
  const service = QueueServiceClient.fromConnectionString(connectionString);
  for await (const { name } of service.listQueues()) {
    const { peekedMessageItems } = await service.getQueueClient(name).peekMessages({ numberOfMessages: 32 });
    for (const { messageText } of peekedMessageItems) {
      found.push(`${name}: ${messageText}`, Buffer.from(messageText, 'base64').toString('utf8'));
    }
  }
  return found;
}

async function blobs(connectionString: string): Promise<string[]> {
  const found: string[] = [];
  const service = BlobServiceClient.fromConnectionString(connectionString);
  for await (const { name: container } of service.listContainers()) {
    const client = service.getContainerClient(container);
    for await (const { name } of client.listBlobsFlat()) {
      found.push(`${container}/${name}: ${(await client.getBlobClient(name).downloadToBuffer()).toString('utf8')}`);
    }
  }
  return found;
}
