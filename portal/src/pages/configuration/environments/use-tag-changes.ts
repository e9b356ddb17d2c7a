import { ask } from '../../../api/client.ts';
import { askTagged, ifMatch } from '../../../api/tagged.ts';
import { type Edited, useEdit } from '../../../api/use-edit.ts';
import { toLocalTime } from '../local-time.ts';
import { useChange } from '../use-change.ts';
import type { Tag } from '../use-tags.ts';

export interface TagForm {
  name: string;
  description: string;
  /** What the input shows, which knows seconds only. */
  time: string;
  /** ISO 8601, exact as long as nothing else is entered: what is not touched must not move the tag. Null: this moment. */
  timestamp: string | null;
  immutable: boolean;
}

const all = '/api/v1/environments/{environment_pk}/tags/';
const one = `${all}{id}/` as const;

/** Makes a tag, or changes the one with this id. */
export function useEditTag(environmentId: string, id?: string) {
  const path = { environment_pk: environmentId };
  return useEdit({
    read:
      id === undefined
        ? undefined
        : (api, signal) => askTagged(api.GET(one, { params: { path: { ...path, id } }, signal })),
    formOf: (tag?: Tag): TagForm => ({
      name: tag?.name ?? '',
      description: tag?.description ?? '',
      time: tag === undefined ? '' : toLocalTime(new Date(tag.timestamp)),
      timestamp: tag?.timestamp ?? null,
      immutable: tag?.immutable ?? false,
    }),
    save: useChange(
      (api, { form: { time: _shown, ...body }, etag }: Edited<TagForm>): Promise<unknown> =>
        id === undefined
          ? ask(api.POST(all, { params: { path }, body }))
          : ask(api.PATCH(one, { params: { path: { ...path, id }, header: ifMatch(etag) }, body })),
      ({ form }) => `${id === undefined ? 'Created' : 'Saved'} the tag ${form.name}`,
    ),
  });
}

export function useDeleteTag(environmentId: string) {
  return useChange(
    (api, { id }: Tag) => ask(api.DELETE(one, { params: { path: { environment_pk: environmentId, id } } })),
    ({ name }) => `Deleted the tag ${name}`,
  );
}
