import { ask, useApi } from '../../api/client.ts';
import type { Schemas } from '../../api/schema.ts';
import { integrationKey } from '../../api/use-integration.ts';
import { usePages } from '../../api/use-pages.ts';

export type ActionKind = 'pulls' | 'pushes';
type Action = Pick<Schemas['AzureKeyVaultPull'], 'id' | 'name'> & {
  latest_task: Pick<Schemas['AzureKeyVaultPullTask'], 'state' | 'created_at'> | null;
};

/** How many are shown at first. */
const few = 10;

/** What is imported from the vault, or pushed to it. */
export function useActions(id: string, kind: ActionKind) {
  const api = useApi();
  return usePages<Action>([...integrationKey(id), kind, 'few'], (page, signal) => {
    const query = { page, page_size: few };
    const params = { path: { akvintegration_pk: id }, query };
    const pulls = { ...params, query: { ...query, mode: 'pattern' as const } };
    return kind === 'pulls'
      ? ask(api.GET('/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pulls/', { params: pulls, signal }))
      : ask(api.GET('/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pushes/', { params, signal }));
  });
}
