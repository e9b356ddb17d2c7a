import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ask, useApi } from '../../../api/client.ts';
import { type Integration, integrationKey } from '../../../api/use-integration.ts';

/** More than a vault that flaps has in the longest span; what is older is left out of the picture. */
const most = 1_000;

/** Read anew when the status or its cause is another one. */
export function useStatusHistory({ id, status, cause }: Pick<Integration, 'id' | 'status' | 'cause'>) {
  const api = useApi();
  return useQuery({
    queryKey: [...integrationKey(id), 'history', status, cause],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      ask(
        api.GET('/api/v1/integrations/azure/key_vault/{id}/status_history/', {
          params: { path: { id }, query: { page_size: most } },
          signal,
        }),
      ),
  });
}
