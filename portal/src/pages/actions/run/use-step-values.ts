import { useQuery } from '@tanstack/react-query';
import type { Address } from '../address.ts';
import { useActionCalls } from '../use-action-calls.ts';
import { runKey } from './use-run.ts';

/** What the vault and the configuration have for a step: asked once, and dropped with what shows it. */
export function useStepValues(address: Address, stepId: string) {
  const calls = useActionCalls(address.kind);
  return useQuery({
    queryKey: [...runKey(address), 'values', stepId],
    queryFn: ({ signal }) => calls.compare({ ...address, stepId }, signal),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
  });
}
