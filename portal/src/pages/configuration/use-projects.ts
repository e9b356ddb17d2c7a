import { useQuery } from '@tanstack/react-query';
import { ask, useApi } from '../../api/client.ts';
import { largestPage, readAll } from '../../api/read-all.ts';
import type { Schemas } from '../../api/schema.ts';
import { configuration } from './use-change.ts';

export type Project = Schemas['Project'];

/** Every project of the organization, by name. */
export function useProjects() {
  const api = useApi();
  return useQuery({
    queryKey: [configuration, 'every-project'],
    queryFn: ({ signal }) =>
      readAll((page) => {
        const query = { page, page_size: largestPage, ordering: 'name' };
        return ask(api.GET('/api/v1/projects/', { params: { query }, signal }));
      }),
  });
}
