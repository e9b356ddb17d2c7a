import { useQuery } from '@tanstack/react-query';
import { ask, useApi } from '../../api/client.ts';
import { largestPage, readAll } from '../../api/read-all.ts';
import { toTree } from './environment-tree.ts';
import { configuration } from './use-change.ts';

/** Every environment of the organization, as a tree. */
export function useEnvironments() {
  const api = useApi();
  return useQuery({
    queryKey: [configuration, 'environments'],
    queryFn: ({ signal }) =>
      readAll((page) => {
        const query = { page, page_size: largestPage, ordering: 'name' };
        return ask(api.GET('/api/v1/environments/', { params: { query }, signal }));
      }),
    select: toTree,
  });
}
