import { ask } from '../../../api/client.ts';
import { askTagged, ifMatch } from '../../../api/tagged.ts';
import { type Edited, useEdit } from '../../../api/use-edit.ts';
import { useChange } from '../use-change.ts';
import type { Value } from './use-parameter.ts';

interface OwnParameter {
  projectId: string;
  parameterId: string;
}

export interface ValueForm {
  text: string;
  /** An explicit null, whatever the text. */
  isNull: boolean;
}

const all = '/api/v1/projects/{project_pk}/parameters/{parameter_pk}/values/';
const one = `${all}{id}/` as const;

/** Sets the value in an environment, in place of the one with this id if there is one. Of a secret nothing is read but its tag. */
export function useEditValue(
  { projectId, parameterId }: OwnParameter,
  environment: { id: string; name: string },
  id?: string,
) {
  const path = { project_pk: projectId, parameter_pk: parameterId };
  const query = { mask_secrets: true };
  return useEdit({
    read:
      id === undefined
        ? undefined
        : (api, signal) => askTagged(api.GET(one, { params: { path: { ...path, id }, query }, signal })),
    formOf: (value?: Value): ValueForm => ({
      text: value?.secret ? '' : (value?.value ?? ''),
      isNull: value !== undefined && value.value === null,
    }),
    save: useChange(
      (api, { form: { text, isNull }, etag }: Edited<ValueForm>): Promise<unknown> => {
        const body = { internal_value: isNull ? null : text };
        return id === undefined
          ? ask(api.POST(all, { params: { path }, body: { ...body, environment: environment.id } }))
          : ask(api.PATCH(one, { params: { path: { ...path, id }, header: ifMatch(etag) }, body }));
      },
      () => `Set the value in ${environment.name}`,
    ),
  });
}

export function useRemoveValue({ projectId, parameterId }: OwnParameter) {
  return useChange(
    (api, { id }: Value) =>
      ask(api.DELETE(one, { params: { path: { project_pk: projectId, parameter_pk: parameterId, id } } })),
    ({ environment_name }) => `Removed the value in ${environment_name}`,
  );
}
