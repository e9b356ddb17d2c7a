import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask, useApi } from './client.ts';
import type { Schemas } from './schema.ts';
import { pageSize, usePages } from './use-pages.ts';

export type Tenant = Schemas['AzureKeyVaultTenant'];

/** What every query about linked tenants begins with. */
export const tenantsKey = ['tenants'] as const;

/** Milliseconds. Each row of a list may ask what its tenant is called. */
const staleTime = 30_000;

/** The tenants that the organization may use, by name. */
export function useTenants() {
  const api = useApi();
  return usePages<Tenant>(
    [...tenantsKey, 'list'],
    (page, signal) => {
      const query = { page, page_size: pageSize, ordering: 'name' as const };
      return ask(api.GET('/api/v1/integrations/azure/key_vault/tenants/', { params: { query }, signal }));
    },
    { staleTime },
  );
}

/** What a tenant is called: its id, while its name is not known. */
export function useTenantName(): (tenantId: string) => string {
  const { rows } = useTenants();
  return (id) => rows.find(({ tenant_id }) => tenant_id === id)?.name ?? id;
}

/** Takes a tenant away from the organization; refused while vaults of it are connected. */
export function useUnlinkTenant() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (tenantId: string) =>
      ask(api.DELETE('/api/v1/integrations/azure/key_vault/tenants/{id}/', { params: { path: { id: tenantId } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: tenantsKey }),
  });
}
