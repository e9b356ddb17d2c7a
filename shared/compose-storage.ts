import type { StorageAccount } from './adapters/storage/storage-account.ts';
import type { StorageService } from './config/storage-account.ts';
import type { Config } from './config.ts';

export interface StorageAccess {
  /** One service of the account that the app works on. */
  of(service: StorageService): Promise<StorageAccount>;
  /** The blobs of the account that keeps backups. */
  backups(): Promise<StorageAccount>;
}

/** One identity, and so one token, for all of storage; the library for it is loaded where it is needed. */
export function storageAccess({
  storage,
  backup,
  identity,
}: Pick<Config, 'storage' | 'backup' | 'identity'>): StorageAccess {
  let credential: Promise<Extract<StorageAccount, { endpoint: string }>['credential']> | undefined;
  async function createCredential() {
    const { createServiceIdentity } = await import('./adapters/azure/service-identity.ts');
    const { systemClock } = await import('./adapters/system/system-clock.ts');
    return createServiceIdentity(identity, systemClock);
  }
  async function byIdentity(endpoint: string): Promise<StorageAccount> {
    credential ??= createCredential();
    return { endpoint, credential: await credential };
  }
  return {
    of: async (service) => ('connectionString' in storage ? storage : byIdentity(storage.endpoints[service])),
    backups: async () => ('connectionString' in backup ? backup : byIdentity(backup.blobs)),
  };
}
