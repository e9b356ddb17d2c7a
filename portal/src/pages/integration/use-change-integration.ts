import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask, useApi } from '../../api/client.ts';
import type { Schemas } from '../../api/schema.ts';
import { askTagged, ifMatch, type Tagged } from '../../api/tagged.ts';
import { type Integration, integrationKey, integrationsKey } from '../../api/use-integration.ts';

const path = '/api/v1/integrations/azure/key_vault/{id}/';

/** Changes what was read, unless somebody else did in the meantime (`object.changed`). */
export function useUpdateIntegration(id: string) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ etag, value: body }: Tagged<Schemas['PatchedAzureKeyVaultIntegration']>) =>
      askTagged(api.PATCH(path, { params: { path: { id } }, headers: ifMatch(etag), body })),
    onSuccess(changed) {
      queries.setQueryData(integrationKey(id), changed);
      return queries.invalidateQueries({ queryKey: integrationsKey });
    },
  });
}

/** The integration as it is now. */
export function useReadAgain(id: string) {
  const api = useApi();
  const queries = useQueryClient();
  return async (): Promise<Tagged<Integration>> => {
    const now = await askTagged(api.GET(path, { params: { path: { id } } }));
    queries.setQueryData(integrationKey(id), now);
    return now;
  };
}

export function useDeleteIntegration(id: string) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => ask(api.DELETE(path, { params: { path: { id } } })),
    onSuccess() {
      queries.removeQueries({ queryKey: integrationKey(id) });
      return queries.invalidateQueries({ queryKey: integrationsKey });
    },
  });
}
