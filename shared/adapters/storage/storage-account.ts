import type { TokenCredential } from '@azure/identity';

/** How to reach a storage account: with its key (or a SAS) in a connection string, or with an identity of ours. */
export type StorageAccount =
  | { connectionString: string }
  | {
      /** Of the one service, e.g. `https://account.table.core.windows.net`. */
      endpoint: string;
      credential: TokenCredential;
    };
