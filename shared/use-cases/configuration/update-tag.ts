import type { Tag } from '../../domain/configuration/tag.ts';
import type { Stored } from '../../domain/stored.ts';
import { ServiceError } from '../../errors.ts';
import { replaceTag } from '../../store/environment-tags.ts';
import type { Deps } from '../deps.ts';
import { findTag } from './find-tag.ts';
import type { RequireUnchanged } from './require-unchanged.ts';
import { untilUncontended } from './until-uncontended.ts';

export interface TagChanges {
  name?: string;
  description?: string;
  /** Null: to this moment. */
  timestamp?: Date | null;
  immutable?: boolean;
}

/**
 * Changes or moves a tag; what is absent stays. Rejects with `tag.immutable` when it refuses changes, `object.exists`,
 * `object.changed`, `object.not-found`.
 */
export async function updateTag(
  deps: Pick<Deps, 'rows' | 'clock'>,
  input: TagChanges & {
    organizationId: string;
    environmentId: string;
    id: string;
    requireUnchanged?: RequireUnchanged;
  },
): Promise<Stored<Tag>> {
  const { rows, clock } = deps;
  return untilUncontended(async () => {
    const before = await findTag(deps, input);
    input.requireUnchanged?.(before.etag);
    const now = clock.now();
    const { name = before.name, description = before.description, immutable = before.immutable } = input;
    const timestamp = input.timestamp === undefined ? before.timestamp : (input.timestamp ?? now);
    const { etag: _etag, ...unchanged } = before;
    const after = { ...unchanged, name, description, immutable, timestamp, modifiedAt: now };
    if (!differs(before, after)) return before;
    if (before.immutable) throw new ServiceError('tag.immutable');
    return { ...after, etag: await replaceTag(rows, after, before) };
  });
}

function differs(before: Tag, after: Tag): boolean {
  const fields = ['name', 'description', 'immutable'] as const;
  const moved = before.timestamp.getTime() !== after.timestamp.getTime();
  return moved || fields.some((field) => before[field] !== after[field]);
}
