import { ask } from '../../../api/client.ts';
import { idOf } from '../../../api/id-of.ts';
import { askTagged, ifMatch } from '../../../api/tagged.ts';
import { type Edited, useEdit } from '../../../api/use-edit.ts';
import type { Environment } from '../environment-tree.ts';
import { useChange } from '../use-change.ts';

export interface EnvironmentForm {
  name: string;
  description: string;
  /** Id of an environment. */
  parent: string | null;
}

const one = '/api/v1/environments/{id}/';

/** Makes an environment, at first under `parentId`, or changes the one with this id. */
export function useEditEnvironment(id: string | undefined, parentId: string | null) {
  return useEdit({
    read: id === undefined ? undefined : (api, signal) => askTagged(api.GET(one, { params: { path: { id } }, signal })),
    formOf: (environment?: Environment): EnvironmentForm => ({
      name: environment?.name ?? '',
      description: environment?.description ?? '',
      parent: environment?.parent ? idOf(environment.parent) : parentId,
    }),
    save: useChange(
      (api, { form: body, etag }: Edited<EnvironmentForm>): Promise<{ id: string }> =>
        id === undefined
          ? ask(api.POST('/api/v1/environments/', { body }))
          : ask(api.PATCH(one, { params: { path: { id }, header: ifMatch(etag) }, body })),
      ({ form }) => `${id === undefined ? 'Created' : 'Saved'} ${form.name}`,
    ),
  });
}

export interface CopyForm {
  name: string;
  description: string;
  /** The environments below are copied, too. */
  recursive: boolean;
  /** The names of their copies by their own names. */
  child_environment_names: Record<string, string>;
}

export function useCopyEnvironment(id: string) {
  return useChange(
    (api, body: CopyForm) => ask(api.POST('/api/v1/environments/{id}/copy/', { params: { path: { id } }, body })),
    ({ name }) => `Created ${name}`,
  );
}

export function useDeleteEnvironment() {
  return useChange(
    (api, { id }: Environment) => ask(api.DELETE(one, { params: { path: { id } } })),
    ({ name }) => `Deleted ${name}`,
    ({ id }) => id,
  );
}
