import { useQuery } from '@tanstack/react-query';
import { ask, useApi } from '../../api/client.ts';
import { largestPage, readAll } from '../../api/read-all.ts';
import type { Schemas } from '../../api/schema.ts';
import { configuration } from './use-change.ts';

export type ParameterType = Schemas['ParameterType'];

/** Every type that a parameter can have, by name. */
export function useTypes() {
  const api = useApi();
  return useQuery({
    queryKey: [configuration, 'types'],
    queryFn: ({ signal }) =>
      readAll((page) => {
        const query = { page, page_size: largestPage, ordering: 'name' };
        return ask(api.GET('/api/v1/types/', { params: { query }, signal }));
      }),
  });
}
