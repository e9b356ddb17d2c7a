import { ask } from '../../api/client.ts';
import type { Schemas } from '../../api/schema.ts';
import { useChange } from './use-change.ts';

export interface ParameterForm {
  name: string;
  description: string;
  /** Name of a type. */
  type: string;
  /** Fixed once it is made. */
  secret: boolean;
}

/** Makes a parameter in a project, or changes the one with this id. */
export function useSaveParameter(projectId: string, id?: string) {
  return useChange(
    (api, body: ParameterForm) =>
      id === undefined
        ? ask(
            api.POST('/api/v1/projects/{project_pk}/parameters/', {
              params: { path: { project_pk: projectId } },
              body,
            }),
          )
        : ask(
            api.PATCH('/api/v1/projects/{project_pk}/parameters/{id}/', {
              params: { path: { project_pk: projectId, id } },
              body,
            }),
          ),
    ({ name }) => (id === undefined ? `Created ${name}` : `Saved ${name}`),
  );
}

export function useDeleteParameter(projectId: string) {
  return useChange(
    (api, { id }: Schemas['Parameter']) =>
      ask(
        api.DELETE('/api/v1/projects/{project_pk}/parameters/{id}/', {
          params: { path: { project_pk: projectId, id } },
        }),
      ),
    ({ name }) => `Deleted ${name}`,
    ({ id }) => id,
  );
}
