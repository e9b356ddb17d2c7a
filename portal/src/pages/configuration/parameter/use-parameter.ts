import { useQuery } from '@tanstack/react-query';
import { ask, useApi } from '../../../api/client.ts';
import type { Schemas } from '../../../api/schema.ts';
import type { Moment } from '../look.ts';
import { configuration } from '../use-change.ts';

export type Value = Schemas['Value'];

/** Which parameter, as which project sees it, when. A tag belongs to one environment: then only that one is looked at. */
export interface ParameterPlace {
  projectId: string;
  parameterId: string;
  moment: Moment;
  tagEnvironmentId?: string;
}

/** One parameter with its values in the environments. Secrets come masked. */
export function useParameter({ projectId, parameterId, moment, tagEnvironmentId }: ParameterPlace) {
  const api = useApi();
  return useQuery({
    queryKey: [configuration, 'parameter', projectId, parameterId, moment, tagEnvironmentId],
    queryFn({ signal }) {
      const query = { mask_secrets: true, ...moment, environment: tagEnvironmentId };
      const params = { path: { project_pk: projectId, id: parameterId }, query };
      return ask(api.GET('/api/v1/projects/{project_pk}/parameters/{id}/', { params, signal }));
    },
  });
}
