import { ask } from '../../api/client.ts';
import type { Schemas } from '../../api/schema.ts';
import { askTagged, ifMatch } from '../../api/tagged.ts';
import { type Edited, useEdit } from '../../api/use-edit.ts';
import { useChange } from './use-change.ts';

export interface ParameterForm {
  name: string;
  description: string;
  /** Name of a type. */
  type: string;
  /** Fixed once it is made. */
  secret: boolean;
}

type Parameter = Schemas['Parameter'];

const all = '/api/v1/projects/{project_pk}/parameters/';
const one = `${all}{id}/` as const;

/** Saves a parameter in a project: a new one, or the one with this id. */
export function useSaveParameter(projectId: string, id?: string) {
  const path = { project_pk: projectId };
  return useChange(
    (api, { form: body, etag }: Edited<ParameterForm>) =>
      id === undefined
        ? ask(api.POST(all, { params: { path }, body }))
        : ask(api.PATCH(one, { params: { path: { ...path, id }, header: ifMatch(etag) }, body })),
    ({ form }) => `${id === undefined ? 'Created' : 'Saved'} ${form.name}`,
  );
}

/** Makes a parameter in a project, or changes the one with this id. */
export function useEditParameter(projectId: string, id?: string) {
  const query = { values: false };
  return useEdit({
    read:
      id === undefined
        ? undefined
        : (api, signal) => askTagged(api.GET(one, { params: { path: { project_pk: projectId, id }, query }, signal })),
    formOf: (parameter?: Parameter): ParameterForm => ({
      name: parameter?.name ?? '',
      description: parameter?.description ?? '',
      type: parameter?.type ?? 'string',
      secret: parameter?.secret ?? false,
    }),
    save: useSaveParameter(projectId, id),
  });
}

export function useDeleteParameter(projectId: string) {
  return useChange(
    (api, { id }: Parameter) => ask(api.DELETE(one, { params: { path: { project_pk: projectId, id } } })),
    ({ name }) => `Deleted ${name}`,
    ({ id }) => id,
  );
}
