import { useQueries, useQuery } from '@tanstack/react-query';
import { ask, useApi } from '../../api/client.ts';
import { largestPage, readAll } from '../../api/read-all.ts';

export function useEnvironments() {
  const api = useApi();
  return useQuery({
    queryKey: ['actions', 'environments'],
    queryFn: ({ signal }) =>
      readAll((page) =>
        ask(
          api.GET('/api/v1/environments/', {
            params: { query: { page, page_size: largestPage, ordering: 'name' } },
            signal,
          }),
        ),
      ),
    staleTime: 10_000,
  });
}

/** The tags of these environments, each with its environment's id. */
export function useTags(environmentIds: readonly string[]) {
  const api = useApi();
  return useQueries({
    queries: environmentIds.map((environmentId) => ({
      queryKey: ['actions', 'tags', environmentId],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        readAll((page) =>
          ask(
            api.GET('/api/v1/environments/{environment_pk}/tags/', {
              params: { path: { environment_pk: environmentId }, query: { page, page_size: largestPage } },
              signal,
            }),
          ),
        ),
      staleTime: 10_000,
    })),
    combine: (found) =>
      found.flatMap(({ data = [] }, index) =>
        data.map((tag) => ({ ...tag, environmentId: environmentIds[index] ?? '' })),
      ),
  });
}

/** Of a tag's address: the environment's id. */
export function environmentIdOf(url: string): string {
  return url.split('/').at(-4) ?? '';
}
