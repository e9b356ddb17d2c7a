import { useQuery } from '@tanstack/react-query';
import { ask, useApi } from '../../api/client.ts';
import { type Integration, integrationsKey } from '../../api/use-integration.ts';
import { pageSize, usePages } from '../../api/use-pages.ts';
import type { Selection } from './use-selection.ts';

/** Milliseconds. The service tests every vault again and again, and says here what it found. */
const askEvery = 30_000;

/** The vaults that are selected. Read again and again as long as one page holds those that were scrolled to. */
export function useIntegrations({ status, tenant, name, ordering }: Selection) {
  const api = useApi();
  return usePages<Integration>(
    [...integrationsKey, 'list', status, tenant, name, ordering],
    (page, signal) => {
      const query = {
        page,
        page_size: pageSize,
        ordering,
        ...(status && { status }),
        ...(tenant && { tenant_id: tenant }),
        ...(name && { vault_name__icontains: name }),
      };
      return ask(api.GET('/api/v1/integrations/azure/key_vault/', { params: { query }, signal }));
    },
    { pollEvery: (rows) => (rows.length > pageSize ? false : askEvery) },
  );
}

/** How many vaults there are, by status. Kept no longer than they are shown: old ones beside a new list would be wrong. */
export function useSummary() {
  const api = useApi();
  return useQuery({
    queryKey: [...integrationsKey, 'summary'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/integrations/azure/key_vault/summary/', { signal })),
    refetchInterval: askEvery,
    gcTime: 0,
  });
}
