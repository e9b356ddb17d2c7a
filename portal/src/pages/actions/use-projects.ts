import { useQuery } from '@tanstack/react-query';
import { ask, useApi } from '../../api/client.ts';
import { everyPage } from './every-page.ts';

/** All projects of the organization, by name. */
export function useProjects() {
  const api = useApi();
  return useQuery({
    queryKey: ['actions', 'projects'],
    queryFn: ({ signal }) =>
      everyPage((page) =>
        ask(api.GET('/api/v1/projects/', { params: { query: { ...page, ordering: 'name' } }, signal })),
      ),
    staleTime: 10_000,
  });
}
