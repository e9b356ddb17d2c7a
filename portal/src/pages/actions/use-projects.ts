import { useQuery } from '@tanstack/react-query';
import { ask, useApi } from '../../api/client.ts';
import { largestPage, readAll } from '../../api/read-all.ts';

/** All projects of the organization, by name. */
export function useProjects() {
  const api = useApi();
  return useQuery({
    queryKey: ['actions', 'projects'],
    queryFn: ({ signal }) =>
      readAll((page) =>
        ask(
          api.GET('/api/v1/projects/', {
            params: { query: { page, page_size: largestPage, ordering: 'name' } },
            signal,
          }),
        ),
      ),
    staleTime: 10_000,
  });
}
