import { ask, useApi } from '../../../api/client.ts';
import type { Schemas } from '../../../api/schema.ts';
import { pageSize, usePages } from '../../../api/use-pages.ts';

export type User = Schemas['User'];

/** `type`: `interactive`, `service`, or empty for all. */
export function useUsers(type: string) {
  const api = useApi();
  return usePages<User>(['users', type], (page, signal) => {
    const query = { page, page_size: pageSize, ordering: 'name', type: type || undefined };
    return ask(api.GET('/api/v1/users/', { params: { query }, signal }));
  });
}
