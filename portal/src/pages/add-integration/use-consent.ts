import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask, useApi } from '../../api/client.ts';
import { tenantsKey } from '../../api/use-tenants.ts';

const pollEvery = 5_000;

/** Begins a consent, with or without an address to come back to. Its answer holds a secret: it is kept nowhere. */
export function useBeginConsent() {
  const api = useApi();
  return useMutation({
    gcTime: 0,
    mutationFn: (returnUrl?: string) =>
      ask(
        api.POST('/api/v1/integrations/azure/key_vault/consents/', {
          body: returnUrl === undefined ? {} : { return_url: returnUrl },
        }),
      ),
  });
}

/** Links the tenant that was signed in to. */
export function useCompleteConsent() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    gcTime: 0,
    mutationFn: ({ consentId: id, code }: { consentId: string; code: string }) =>
      ask(
        api.POST('/api/v1/integrations/azure/key_vault/consents/{id}/complete/', {
          params: { path: { id } },
          body: { code },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: tenantsKey }),
  });
}

/** How far a consent has come; asked again while it may still go on, if that is of interest. */
export function useConsent(id: string, { poll }: { poll: boolean }) {
  const api = useApi();
  return useQuery({
    queryKey: ['consents', id],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/integrations/azure/key_vault/consents/{id}/', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) =>
      poll && ['pending', 'authorized'].includes(state.data?.status ?? 'pending') ? pollEvery : false,
  });
}
