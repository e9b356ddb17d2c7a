import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNotify } from '../components/notifications.tsx';
import { useApi } from './client.ts';
import { isGone } from './problem.ts';
import type { Schemas } from './schema.ts';
import { askTagged } from './tagged.ts';

export type Integration = Schemas['AzureKeyVaultIntegration'];

/** What every query about integrations begins with. */
export const integrationsKey = ['integrations'] as const;

export const integrationKey = (id: string) => [...integrationsKey, 'one', id] as const;

/** Milliseconds. The service tests by itself what is not connected, half a minute after a failure at the soonest. */
const pollEvery = 10_000;

/** One integration with its ETag; read again and again until it is connected, while the page is in sight. */
export function useIntegration(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: integrationKey(id),
    queryFn: ({ signal }) =>
      askTagged(api.GET('/api/v1/integrations/azure/key_vault/{id}/', { params: { path: { id } }, signal })),
    refetchInterval: ({ state: { data, error } }) =>
      data?.value.status === 'connected' || isGone(error) ? false : pollEvery,
  });
}

/** Tests the access to a vault anew, and says how it came out. */
export function useTestAccess() {
  const api = useApi();
  const queries = useQueryClient();
  const notify = useNotify();
  return useMutation({
    mutationFn: (id: string) =>
      askTagged(
        api.GET('/api/v1/integrations/azure/key_vault/{id}/', {
          params: { path: { id }, query: { refresh_status: true } },
        }),
      ),
    onSuccess: (tested, id) => {
      notify.success(`${tested.value.vault_name} is ${tested.value.status}`);
      queries.setQueryData(integrationKey(id), tested);
      return queries.invalidateQueries({ queryKey: integrationsKey });
    },
    onError: notify.failure,
  });
}
