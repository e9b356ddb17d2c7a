import { ask } from '../../../api/client.ts';
import { idOf } from '../../../api/id-of.ts';
import { askTagged, ifMatch } from '../../../api/tagged.ts';
import { type Edited, useEdit } from '../../../api/use-edit.ts';
import { useChange } from '../use-change.ts';
import type { ParameterType } from '../use-types.ts';

export interface TypeForm {
  name: string;
  description: string;
  /** Id of the type that it rests on. */
  parent: string;
}

const one = '/api/v1/types/{id}/';

/** Makes a type, at first over `parentId`, or changes the one with this id. */
export function useEditType(id: string | undefined, parentId: string) {
  return useEdit({
    read: id === undefined ? undefined : (api, signal) => askTagged(api.GET(one, { params: { path: { id } }, signal })),
    formOf: (type?: ParameterType): TypeForm => ({
      name: type?.name ?? '',
      description: type?.description ?? '',
      parent: type?.parent ? idOf(type.parent) : parentId,
    }),
    save: useChange(
      (api, { form: body, etag }: Edited<TypeForm>): Promise<unknown> =>
        id === undefined
          ? ask(api.POST('/api/v1/types/', { body }))
          : ask(api.PATCH(one, { params: { path: { id }, header: ifMatch(etag) }, body })),
      ({ form }) => `${id === undefined ? 'Created' : 'Saved'} ${form.name}`,
    ),
  });
}

export function useDeleteType() {
  return useChange(
    (api, { id }: ParameterType) => ask(api.DELETE(one, { params: { path: { id } } })),
    ({ name }) => `Deleted ${name}`,
  );
}
