import { z } from 'zod';
import { group } from './setting.ts';

export interface StorageConfig {
  storage: { connectionString: string };
  /** Where backups are kept. */
  backup: { connectionString: string };
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
    BACKUP_STORAGE: {
      meaning:
        'Connection string of the storage account where `npm run admin -- backup` keeps backups, in blobs; absent: the one above, which protects from mistakes but not from losing the account.',
      schema: z.string(),
      example: 'UseDevelopmentStorage=true',
      optional: true,
    },
  },
  read: (values): StorageConfig => ({
    storage: { connectionString: values.AzureWebJobsStorage },
    backup: { connectionString: values.BACKUP_STORAGE ?? values.AzureWebJobsStorage },
    keyFile: values.KEY_FILE,
  }),
});
