import { deleteTag as deleteRows } from '../../store/environment-tags.ts';
import type { Deps } from '../deps.ts';
import { findTag } from './find-tag.ts';
import type { RequireUnchanged } from './require-unchanged.ts';
import { untilUncontended } from './until-uncontended.ts';

/** Deletes a tag, an immutable one too: that takes away the name and changes nothing that it stood for. */
export async function deleteTag(
  { rows }: Pick<Deps, 'rows'>,
  input: { organizationId: string; environmentId: string; id: string; requireUnchanged?: RequireUnchanged },
): Promise<void> {
  await untilUncontended(async () => {
    const tag = await findTag({ rows }, input);
    input.requireUnchanged?.(tag.etag);
    await deleteRows(rows, tag);
  });
}
