import { useQuery } from '@tanstack/react-query';
import { ask, useApi } from '../../api/client.ts';

/** The integration that the actions belong to. */
export function useVault(integrationId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['actions', 'vault', integrationId],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/integrations/azure/key_vault/{id}/', { params: { path: { id: integrationId } }, signal })),
    staleTime: 60_000,
  });
}
