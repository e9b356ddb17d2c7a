import { ask, useApi } from '../../../api/client.ts';
import type { Schemas } from '../../../api/schema.ts';
import { pageSize, usePages } from '../../../api/use-pages.ts';
import type { Moment } from '../look.ts';
import { configuration } from '../use-change.ts';

export type Parameter = Schemas['Parameter'];

export interface ParameterSearch {
  environmentId: string;
  moment: Moment;
  /** Part of the name; empty: all. */
  contains: string;
  kind: 'all' | 'secret' | 'plain';
}

/** What a project sees in one environment, page by page. Secrets come masked. */
export function useParameters(projectId: string, { environmentId, moment, contains, kind }: ParameterSearch) {
  const api = useApi();
  const key = [configuration, 'parameters', projectId, environmentId, moment, contains, kind];
  return usePages<Parameter>(key, (page, signal, cursor) => {
    const query = {
      page,
      page_size: pageSize,
      cursor,
      environment: environmentId,
      ...moment,
      mask_secrets: true,
      name__icontains: contains || undefined,
      secret: kind === 'all' ? undefined : kind === 'secret',
    };
    const params = { path: { project_pk: projectId }, query };
    return ask(api.GET('/api/v1/projects/{project_pk}/parameters/', { params, signal }));
  });
}
