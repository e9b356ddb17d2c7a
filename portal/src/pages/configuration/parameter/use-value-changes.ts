import { ask } from '../../../api/client.ts';
import { useChange } from '../use-change.ts';
import type { Value } from './use-parameter.ts';

interface OwnParameter {
  projectId: string;
  parameterId: string;
}

/** Sets the value in an environment, in place of the one with `valueId` if there is one. Null: an explicit null. */
export function useSetValue({ projectId, parameterId }: OwnParameter, environment: { id: string; name: string }) {
  const path = { project_pk: projectId, parameter_pk: parameterId };
  return useChange(
    (api, { valueId, value }: { valueId?: string; value: string | null }): Promise<unknown> =>
      valueId === undefined
        ? ask(
            api.POST('/api/v1/projects/{project_pk}/parameters/{parameter_pk}/values/', {
              params: { path },
              body: { environment: environment.id, internal_value: value },
            }),
          )
        : ask(
            api.PATCH('/api/v1/projects/{project_pk}/parameters/{parameter_pk}/values/{id}/', {
              params: { path: { ...path, id: valueId } },
              body: { internal_value: value },
            }),
          ),
    () => `Set the value in ${environment.name}`,
  );
}

export function useRemoveValue({ projectId, parameterId }: OwnParameter) {
  return useChange(
    (api, { id }: Value) =>
      ask(
        api.DELETE('/api/v1/projects/{project_pk}/parameters/{parameter_pk}/values/{id}/', {
          params: { path: { project_pk: projectId, parameter_pk: parameterId, id } },
        }),
      ),
    ({ environment_name }) => `Removed the value in ${environment_name}`,
  );
}
