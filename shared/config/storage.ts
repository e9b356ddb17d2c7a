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
}

export const storage = group({
  title: 'Storage',
  settings: {
    ...storageAccountSettings,
    ...identitySettings,
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
  }),
});

function readBackupAccount(given: string | undefined, own: StorageAccountSettings): StorageConfig['backup'] {
  if (given === undefined) return 'connectionString' in own ? own : { blobs: own.endpoints.blob };
  return given.startsWith('https://') ? { blobs: given.replace(/\/+$/, '') } : { connectionString: given };
}
