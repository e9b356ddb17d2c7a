import { useQuery } from '@tanstack/react-query';
import { ask, useApi } from '../../api/client.ts';
import type { Schemas } from '../../api/schema.ts';
import { type Integration, integrationsKey } from '../../api/use-integration.ts';
import { pageSize, usePages } from '../../api/use-pages.ts';

export type Status = Schemas['StatusEnum'];

/** What can be sorted by, as the API names it. */
export const orderings = {
  name: 'Vault',
  status: 'Status',
  '-status_last_checked_at': 'Last check, newest first',
  status_last_checked_at: 'Last check, oldest first',
  '-created_at': 'Added, newest first',
} as const;

export type Ordering = keyof typeof orderings;

export interface Selection {
  /** Absent: of any status. */
  status?: Status;
  ordering: Ordering;
}

export function useIntegrations({ status, ordering }: Selection) {
  const api = useApi();
  return usePages<Integration>([...integrationsKey, 'list', status, ordering], (page, signal) =>
    ask(
      api.GET('/api/v1/integrations/azure/key_vault/', {
        params: { query: { page, page_size: pageSize, ordering, ...(status === undefined ? {} : { status }) } },
        signal,
      }),
    ),
  );
}

/** How many vaults there are, by status. */
export function useSummary() {
  const api = useApi();
  return useQuery({
    queryKey: [...integrationsKey, 'summary'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/integrations/azure/key_vault/summary/', { signal })),
  });
}
