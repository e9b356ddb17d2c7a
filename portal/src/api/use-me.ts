import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { type Api, ask, useApi } from './client.ts';

export const meQuery = (api: Api) =>
  queryOptions({
    queryKey: ['me'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => ask(api.GET('/api/v1/users/current/', { signal })),
  });

/** The person who is signed in, with their organization and role. */
export function useMe() {
  return useSuspenseQuery(meQuery(useApi())).data;
}
