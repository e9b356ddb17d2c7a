import { useSuspenseQuery } from '@tanstack/react-query';
import { ask, useApi } from './client.ts';

/** The person who is signed in, with their organization and role. */
export function useMe() {
  const api = useApi();
  return useSuspenseQuery({
    queryKey: ['me'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => ask(api.GET('/api/v1/users/current/', { signal })),
  }).data;
}
