import { useQuery } from '@tanstack/react-query';
import type { Address } from '../address.ts';
import { useActionCalls } from '../use-action-calls.ts';
import { runKey } from './use-run.ts';

/** The first hundred of the secrets that a plan would delete, and how many there are. */
export function useDeletions(address: Address, { enabled }: { enabled: boolean }) {
  const calls = useActionCalls(address.kind);
  return useQuery({
    queryKey: [...runKey(address), 'deletions'],
    queryFn: ({ signal }) => calls.steps(address, { counted_as: 'delete', page: 1, page_size: 100 }, signal),
    enabled,
    gcTime: 0,
  });
}
