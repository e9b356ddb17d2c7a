import { useVaultCount } from './use-tenants.ts';

/** How many vaults of the tenant are connected. */
export function VaultCount({ tenantId }: { tenantId: string }) {
  const { data, error } = useVaultCount(tenantId);
  return error === null ? data : 'not known';
}
