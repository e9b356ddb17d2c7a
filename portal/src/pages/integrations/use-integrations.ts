import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask, useApi } from '../../api/client.ts';
import type { Schemas } from '../../api/schema.ts';
import { pageSize, usePages } from '../../api/use-pages.ts';
import { useNotify } from '../../components/notifications.tsx';

export type Integration = Schemas['AzureKeyVaultIntegration'];

const key = ['integrations'];

export function useIntegrations() {
  const api = useApi();
  return usePages<Integration>(key, (page, signal) =>
    ask(
      api.GET('/api/v1/integrations/azure/key_vault/', {
        params: { query: { page, page_size: pageSize, ordering: 'name' } },
        signal,
      }),
    ),
  );
}

/** Tests the access to a vault anew, and says how it came out. */
export function useRefresh() {
  const api = useApi();
  const queries = useQueryClient();
  const notify = useNotify();
  return useMutation({
    mutationFn: (id: string) =>
      ask(
        api.GET('/api/v1/integrations/azure/key_vault/{id}/', {
          params: { path: { id }, query: { refresh_status: true } },
        }),
      ),
    onSuccess: ({ vault_name, status }) => {
      notify.success(`${vault_name} is ${status}`);
      return queries.invalidateQueries({ queryKey: key });
    },
    onError: notify.failure,
  });
}
