import type { Tag } from '../../domain/configuration/tag.ts';
import type { Stored } from '../../domain/stored.ts';
import { ServiceError } from '../../errors.ts';
import { deleteTag as deleteRows } from '../../store/environment-tags.ts';
import type { Deps } from '../deps.ts';
import { findPushes } from '../sync/actions/find-pushes.ts';
import { findTag } from './find-tag.ts';
import type { RequireUnchanged } from './require-unchanged.ts';
import { untilUncontended } from './until-uncontended.ts';

/**
 * Deletes a tag, an immutable one too: that takes away the name and changes nothing that it stood for. Rejects with
 * `object.in-use` while a push uses it, `object.changed`, `object.not-found`.
 */
export async function deleteTag(
  { rows }: Pick<Deps, 'rows'>,
  input: {
    organizationId: string;
    environmentId: string;
    id: string;
    requireUnchanged?: RequireUnchanged<Stored<Tag>>;
  },
): Promise<void> {
  await untilUncontended(async () => {
    const tag = await findTag({ rows }, input);
    input.requireUnchanged?.(tag);
    const pushes = await findPushes({ rows }, { organizationId: tag.organizationId, tagIds: new Set([tag.id]) });
    if (pushes.length > 0) {
      const names = pushes.map(({ name }) => JSON.stringify(name)).join(', ');
      throw new ServiceError(
        'object.in-use',
        `The tag is used by the ${pushes.length > 1 ? 'pushes' : 'push'} ${names}.`,
      );
    }
    await deleteRows(rows, tag);
  });
}
