import { z } from 'zod';
import { group } from './setting.ts';

export interface StorageConfig {
  storage: { connectionString: string };
  /** Path of the file with the keys that wrap data keys. */
  keyFile: string;
}

export const storage = group({
  title: 'Storage and keys',
  settings: {
    AzureWebJobsStorage: {
      meaning: 'Connection string of the storage account: tables, queues and leases. The platform reads it too.',
      schema: z.string(),
      example: 'UseDevelopmentStorage=true',
    },
    KEY_FILE: {
      meaning:
        'File with the key that wraps data keys; `npm run admin -- create-key-file --path FILE` makes one. Without it nothing that is stored can be read.',
      schema: z.string(),
      example: '/mounts/keys/data-key',
    },
  },
  read: (values): StorageConfig => ({
    storage: { connectionString: values.AzureWebJobsStorage },
    keyFile: values.KEY_FILE,
  }),
});
