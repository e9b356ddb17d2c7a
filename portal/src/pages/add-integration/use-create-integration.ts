import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask, useApi } from '../../api/client.ts';
import { integrationsKey } from '../../api/use-integration.ts';
import { toTags } from '../../components/tag-editor.tsx';
import type { Draft } from './draft.ts';

/** Connects the vault; the service tests the access before it answers. */
export function useCreateIntegration() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ tenantId, vaultName, description, writable, tags }: Draft) =>
      ask(
        api.POST('/api/v1/integrations/azure/key_vault/', {
          body: { tenant_id: tenantId, vault_name: vaultName, description, writable, resource_tags: toTags(tags) },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: integrationsKey }),
  });
}
