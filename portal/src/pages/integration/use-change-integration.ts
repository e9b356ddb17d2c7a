import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask, useApi } from '../../api/client.ts';
import { askTagged, ifMatch } from '../../api/tagged.ts';
import { useChange } from '../../api/use-change.ts';
import { type Edited, useEdit } from '../../api/use-edit.ts';
import { type Integration, integrationKey, integrationsKey } from '../../api/use-integration.ts';
import { fromTags, type Tag, toTags } from '../../components/tag-editor.tsx';

const path = '/api/v1/integrations/azure/key_vault/{id}/';

export interface IntegrationForm {
  description: string;
  writable: boolean;
  tags: Tag[];
}

/** Changes what can be changed of an integration. */
export function useEditIntegration({ id, vault_name }: Integration) {
  return useEdit({
    read: (api, signal) => askTagged(api.GET(path, { params: { path: { id } }, signal })),
    formOf: (integration?: Integration): IntegrationForm => ({
      description: integration?.description ?? '',
      writable: integration?.writable ?? false,
      tags: fromTags(integration?.resource_tags),
    }),
    save: useChange(
      integrationsKey,
      (api, { form: { tags, ...form }, etag }: Edited<IntegrationForm>) => {
        const body = { ...form, resource_tags: toTags(tags) };
        return ask(api.PATCH(path, { params: { path: { id }, header: ifMatch(etag) }, body }));
      },
      () => `${vault_name} is saved`,
    ),
  });
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
