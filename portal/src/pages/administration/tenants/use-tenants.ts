import { useQuery } from '@tanstack/react-query';
import { ask, useApi } from '../../../api/client.ts';
import type { Schemas } from '../../../api/schema.ts';
import { pageSize, usePages } from '../../../api/use-pages.ts';
import { useChange } from '../use-change.ts';

export type Tenant = Schemas['AzureKeyVaultTenant'];

const key = ['tenants'];

export function useTenants() {
  const api = useApi();
  return usePages<Tenant>([...key, 'list'], (page, signal) => {
    const query = { page, page_size: pageSize, ordering: 'name' as const };
    return ask(api.GET('/api/v1/integrations/azure/key_vault/tenants/', { params: { query }, signal }));
  });
}

/** How many vaults of the tenant are connected. */
export function useVaultCount(tenantId: string) {
  const api = useApi();
  return useQuery({
    queryKey: [...key, tenantId, 'vaults'],
    queryFn: async ({ signal }) => {
      const query = { tenant_id: tenantId, page_size: 1 };
      return (await ask(api.GET('/api/v1/integrations/azure/key_vault/', { params: { query }, signal }))).count ?? 0;
    },
  });
}

export function useUnlink() {
  return useChange(
    key,
    (api, { id }: Tenant) =>
      ask(api.DELETE('/api/v1/integrations/azure/key_vault/tenants/{id}/', { params: { path: { id } } })),
    ({ name }) => `Unlinked ${name}`,
  );
}
