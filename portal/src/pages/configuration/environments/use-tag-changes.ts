import { ask } from '../../../api/client.ts';
import { useChange } from '../use-change.ts';
import type { Tag } from '../use-tags.ts';

export interface TagForm {
  name: string;
  description: string;
  /** ISO 8601; null: this moment; absent: as it is. */
  timestamp?: string | null;
  immutable: boolean;
}

/** Makes a tag, or changes the one with this id. */
export function useSaveTag(environmentId: string, id?: string) {
  return useChange(
    (api, body: TagForm) =>
      id === undefined
        ? ask(
            api.POST('/api/v1/environments/{environment_pk}/tags/', {
              params: { path: { environment_pk: environmentId } },
              body,
            }),
          )
        : ask(
            api.PATCH('/api/v1/environments/{environment_pk}/tags/{id}/', {
              params: { path: { environment_pk: environmentId, id } },
              body,
            }),
          ),
    ({ name }) => (id === undefined ? `Created the tag ${name}` : `Saved the tag ${name}`),
  );
}

export function useDeleteTag(environmentId: string) {
  return useChange(
    (api, { id }: Tag) =>
      ask(
        api.DELETE('/api/v1/environments/{environment_pk}/tags/{id}/', {
          params: { path: { environment_pk: environmentId, id } },
        }),
      ),
    ({ name }) => `Deleted the tag ${name}`,
  );
}
