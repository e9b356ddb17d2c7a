import { ask, useApi } from '../../api/client.ts';
import type { Schemas } from '../../api/schema.ts';
import { pageSize, usePages } from '../../api/use-pages.ts';
import { configuration } from './use-change.ts';

export type Tag = Schemas['Tag'];

/** The named points in time of an environment, the newest first. */
export function useTags(environmentId: string) {
  const api = useApi();
  return usePages<Tag>([configuration, 'tags', environmentId], (page, signal) => {
    const params = {
      path: { environment_pk: environmentId },
      query: { page, page_size: pageSize, ordering: '-timestamp' },
    };
    return ask(api.GET('/api/v1/environments/{environment_pk}/tags/', { params, signal }));
  });
}
