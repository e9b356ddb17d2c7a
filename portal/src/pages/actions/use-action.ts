import { useQuery } from '@tanstack/react-query';
import type { Address } from './address.ts';
import { useActionCalls } from './use-action-calls.ts';

export function actionKey({ integrationId, kind, actionId }: Omit<Address, 'taskId'>) {
  return ['actions', integrationId, kind, actionId];
}

/** One import or push. */
export function useAction(address: Omit<Address, 'taskId'>, { enabled = true } = {}) {
  const calls = useActionCalls(address.kind);
  return useQuery({
    queryKey: [...actionKey(address), 'itself'],
    queryFn: ({ signal }) => calls.get(address, signal),
    enabled,
  });
}
