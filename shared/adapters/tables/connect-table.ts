import { TableClient } from '@azure/data-tables';
import type { StorageAccount } from '../storage/storage-account.ts';
import { escapeLineSeparators } from './escape-line-separators.ts';
import type { PipelinePolicy } from './pipeline-policy.ts';

export function connectTable(account: StorageAccount, table: string, ...policies: PipelinePolicy[]): TableClient {
  const additionalPolicies = [escapeLineSeparators, ...policies].map((policy) => ({
    policy,
    position: 'perCall' as const,
  }));
  if ('connectionString' in account) {
    // Plain http only where the connection string says so: the local storage.
    const options = { additionalPolicies, allowInsecureConnection: true };
    return TableClient.fromConnectionString(account.connectionString, table, options);
  }
  return new TableClient(account.endpoint, table, account.credential, { additionalPolicies });
}
