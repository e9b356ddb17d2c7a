import { ask, useApi } from '../../../api/client.ts';
import type { Schemas } from '../../../api/schema.ts';
import { pageSize, usePages } from '../../../api/use-pages.ts';
import { configuration } from '../use-change.ts';

export type PastValue = Schemas['PastValue'];

/** Since when a parameter had which of its own values in an environment, the newest first; not what they were. */
export function useHistory(projectId: string, parameterId: string, environmentId: string) {
  const api = useApi();
  const key = [configuration, 'history', projectId, parameterId, environmentId];
  return usePages<PastValue>(key, (page, signal) => {
    const path = { project_pk: projectId, parameter_pk: parameterId };
    const query = { page, page_size: pageSize, environment: environmentId };
    return ask(
      api.GET('/api/v1/projects/{project_pk}/parameters/{parameter_pk}/history/', { params: { path, query }, signal }),
    );
  });
}
