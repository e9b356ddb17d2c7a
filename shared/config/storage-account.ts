import { z } from 'zod';
import type { Settings, Values } from './setting.ts';

/** The storage account: with its key in a connection string, or by the service's identity. */
export type StorageAccountSettings =
  | { connectionString: string }
  /** Addresses of the account's services, without a slash at the end. */
  | { endpoints: Record<StorageService, string> };

export type StorageService = 'blob' | 'queue' | 'table';

const services = ['blob', 'queue', 'table'] as const;

/** A token goes there: never without TLS. */
const address = z
  .url({ protocol: /^https$/, error: 'not an https address' })
  .transform((url) => url.replace(/\/+$/, ''));

const serviceUri = (service: StorageService) =>
  ({
    meaning: `Address of its ${service}s, where it is not that of the public cloud that its name stands for.`,
    schema: address,
    example: `https://contosovaults.${service}.core.usgovcloudapi.net`,
    optional: true,
  }) as const;

/** The names are the platform's: https://learn.microsoft.com/azure/azure-functions/functions-reference#common-properties-for-identity-based-connections */
export const storageAccountSettings = {
  AzureWebJobsStorage: {
    meaning:
      'Connection string of the storage account: tables, queues and leases. Needed, unless the account is reached by identity. The platform reads it too, as it does those that follow.',
    schema: z.string(),
    example: 'UseDevelopmentStorage=true',
    optional: true,
  },
  AzureWebJobsStorage__accountName: {
    meaning: 'Name of the storage account that is reached by identity, without a key.',
    schema: z.string().regex(/^[a-z0-9]{3,24}$/, 'not the name of a storage account'),
    example: 'contosovaults',
    optional: true,
  },
  AzureWebJobsStorage__blobServiceUri: serviceUri('blob'),
  AzureWebJobsStorage__queueServiceUri: serviceUri('queue'),
  AzureWebJobsStorage__tableServiceUri: serviceUri('table'),
  AzureWebJobsStorage__credential: {
    meaning: 'As whom it is reached by identity: `managedidentity`.',
    schema: z.string().toLowerCase().pipe(z.literal('managedidentity', 'not managedidentity')),
    example: 'managedidentity',
    optional: true,
  },
  AzureWebJobsStorage__clientId: {
    meaning:
      "Client id of the user-assigned managed identity, which is the service's identity; without it the app's own.",
    schema: z.guid('not a GUID'),
    example: '22222222-3333-4444-8555-666666666666',
    optional: true,
  },
} satisfies Settings;

type StorageValues = Partial<Values<typeof storageAccountSettings>>;

/** What does not go together. `asOperator`: the identity is not the app's, so `__credential` says nothing about it. */
export function storageAccountFaults(
  values: StorageValues,
  given: ReadonlySet<string>,
  { asOperator }: { asOperator: boolean },
): string[] {
  const missing = services.filter((service) => !has(given, service));
  const byIdentity = missing.length < services.length;
  if (values.AzureWebJobsStorage !== undefined) {
    return byIdentity
      ? ['AzureWebJobsStorage and AzureWebJobsStorage__…: a connection string, or an account by identity, not both']
      : [];
  }
  if (!byIdentity) return ['AzureWebJobsStorage: missing; needed, unless there is AzureWebJobsStorage__accountName'];
  return [
    ...missing.map((service) => `AzureWebJobsStorage__${service}ServiceUri: needed beside the other addresses`),
    ...(asOperator || given.has('AzureWebJobsStorage__credential')
      ? []
      : ['AzureWebJobsStorage__credential: needed (managedidentity), unless SERVICE_IDENTITY is azure-cli']),
  ];
}

const has = (given: ReadonlySet<string>, service: StorageService) =>
  given.has('AzureWebJobsStorage__accountName') || given.has(`AzureWebJobsStorage__${service}ServiceUri`);

export function readStorageAccount(values: StorageValues): StorageAccountSettings {
  if (values.AzureWebJobsStorage !== undefined) return { connectionString: values.AzureWebJobsStorage };
  const endpoint = (service: StorageService) =>
    values[`AzureWebJobsStorage__${service}ServiceUri`] ??
    // The platform completes the name so, in every cloud.
    `https://${values.AzureWebJobsStorage__accountName}.${service}.core.windows.net`;
  return { endpoints: { blob: endpoint('blob'), queue: endpoint('queue'), table: endpoint('table') } };
}
