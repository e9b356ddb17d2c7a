import { useQuery } from '@tanstack/react-query';
import { ask, useApi } from '../../../api/client.ts';
import type { Schemas } from '../../../api/schema.ts';
import { useSettled } from '../../../components/use-settled.ts';

/** How long nothing is typed before the vault is looked through, in milliseconds: every look spends some of its quota. */
const pause = 500;

/**
 * What an import with this pattern would be about. Begins once nobody types any more, and is given up when typing goes on: then
 * nobody waits for that pattern's query, which ends its request.
 */
export function useScan(integrationId: string, resource: string) {
  const api = useApi();
  const settled = useSettled(resource, pause);
  return useQuery({
    queryKey: ['actions', integrationId, 'scan', resource],
    queryFn: ({ signal }) =>
      ask(
        api.POST('/api/v1/integrations/azure/key_vault/{id}/scan/', {
          params: { path: { id: integrationId } },
          body: { resource },
          signal,
        }),
      ),
    enabled: resource.trim() !== '' && settled === resource,
    staleTime: 30_000,
    refetchOnWindowFocus: false,
  });
}

export type Scan = ReturnType<typeof useScan>;

export type Matched = Schemas['DiscoveredContent'];

export interface Skipped {
  name: string;
  reason: string;
}

/** What a scan found, as two lists. */
export function foundBy(data: Scan['data']): { matched: Matched[]; skipped: Skipped[] } {
  return {
    matched: Object.values(data?.matched ?? {}).flat(),
    skipped: Object.entries(data?.skipped ?? {}).map(([name, reason]) => ({ name, reason })),
  };
}
