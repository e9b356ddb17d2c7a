import { z } from 'zod';
import { identityFaults, identitySettings, readIdentity, type ServiceIdentity } from './identity.ts';
import { group } from './setting.ts';
import {
  readStorageAccount,
  type StorageAccountSettings,
  storageAccountFaults,
  storageAccountSettings,
} from './storage-account.ts';

export interface StorageConfig {
  storage: StorageAccountSettings;
  /** Where backups are kept; by identity at the address of the account's blobs. */
  backup: { connectionString: string } | { blobs: string };
  identity: ServiceIdentity;
  /** Path of the file with the keys that wrap data keys. */
  keyFile: string;
}

export const storage = group({
  title: 'Storage and keys',
  settings: {
    ...storageAccountSettings,
    ...identitySettings,
    KEY_FILE: {
      meaning:
        'File with the key that wraps data keys; `npm run admin -- create-key-file --path FILE` makes one. Without it nothing that is stored can be read.',
      schema: z.string(),
      example: '/mounts/keys/data-key',
    },
    BACKUP_STORAGE: {
      meaning:
        "The storage account where `npm run admin -- backup` keeps backups, in blobs: its connection string, or the https address of its blobs for an account that is reached by the service's identity. Absent: the one above, which protects from mistakes but not from losing the account.",
      schema: z.string(),
      example: 'UseDevelopmentStorage=true',
      optional: true,
    },
  },
  faults: (given, values) => [
    ...storageAccountFaults(values, given, { asOperator: values.SERVICE_IDENTITY === 'azure-cli' }),
    ...identityFaults(values),
  ],
  read: (values): StorageConfig => ({
    storage: readStorageAccount(values),
    backup: readBackupAccount(values.BACKUP_STORAGE, readStorageAccount(values)),
    identity: readIdentity(values),
    keyFile: values.KEY_FILE,
  }),
});

function readBackupAccount(given: string | undefined, own: StorageAccountSettings): StorageConfig['backup'] {
  if (given === undefined) return 'connectionString' in own ? own : { blobs: own.endpoints.blob };
  return given.startsWith('https://') ? { blobs: given.replace(/\/+$/, '') } : { connectionString: given };
}
