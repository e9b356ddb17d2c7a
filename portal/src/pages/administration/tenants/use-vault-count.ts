import { useQuery } from '@tanstack/react-query';
import { ask, useApi } from '../../../api/client.ts';
import { tenantsKey } from '../../../api/use-tenants.ts';

/** How many vaults of the tenant are connected. */
export function useVaultCount(tenantId: string) {
  const api = useApi();
  return useQuery({
    queryKey: [...tenantsKey, tenantId, 'vaults'],
    queryFn: async ({ signal }) => {
      const query = { tenant_id: tenantId, page_size: 1 };
      return (await ask(api.GET('/api/v1/integrations/azure/key_vault/', { params: { query }, signal }))).count ?? 0;
    },
  });
}
