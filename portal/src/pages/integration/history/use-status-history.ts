import { useQuery } from '@tanstack/react-query';
import { ask, useApi } from '../../../api/client.ts';
import type { Schemas } from '../../../api/schema.ts';
import { integrationKey } from '../../../api/use-integration.ts';

export type StatusChange = Schemas['AzureKeyVaultStatusChange'];

/** More than a vault that flaps has in the longest span; what is older is left out of the picture. */
const most = 1_000;

export function useStatusHistory(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: [...integrationKey(id), 'history'],
    queryFn: ({ signal }) =>
      ask(
        api.GET('/api/v1/integrations/azure/key_vault/{id}/status_history/', {
          params: { path: { id }, query: { page_size: most } },
          signal,
        }),
      ),
  });
}
