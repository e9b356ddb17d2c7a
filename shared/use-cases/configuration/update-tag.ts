import type { Tag } from '../../domain/configuration/tag.ts';
import type { Stored } from '../../domain/stored.ts';
import { ServiceError } from '../../errors.ts';
import { replaceTag } from '../../store/environment-tags.ts';
import { findPushes } from '../sync/actions/find-pushes.ts';
import { runPushes } from '../sync/actions/run-pushes.ts';
import type { RequestRunDeps } from '../sync/tasks/request-run.ts';
import { findTag } from './find-tag.ts';
import { requireKept } from './require-kept.ts';
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
 * Changes or moves a tag; what is absent stays. The pushes that use a tag are run when it has moved. Rejects with
 * `tag.immutable` when it refuses changes, `value.not-kept` when it moves too far back, `object.exists`, `object.changed`,
 * `object.not-found`.
 */
export async function updateTag(
  deps: RequestRunDeps,
  input: TagChanges & {
    organizationId: string;
    environmentId: string;
    id: string;
    requireUnchanged?: RequireUnchanged<Stored<Tag>>;
  },
): Promise<Stored<Tag>> {
  const { rows, clock } = deps;
  const { tag, moved } = await untilUncontended(async () => {
    const before = await findTag(deps, input);
    input.requireUnchanged?.(before);
    const now = clock.now();
    const { name = before.name, description = before.description, immutable = before.immutable } = input;
    const timestamp = input.timestamp === undefined ? before.timestamp : (input.timestamp ?? now);
    const { etag: _etag, ...unchanged } = before;
    const after = { ...unchanged, name, description, immutable, timestamp, modifiedAt: now };
    if (!differs(before, after)) return { tag: before, moved: false };
    if (before.immutable) throw new ServiceError('tag.immutable');
    if (isMoved(before, after)) {
      await requireKept(deps, before.organizationId, { time: timestamp, field: 'body.timestamp' });
    }
    const etag = await replaceTag(rows, after, before);
    return { tag: { ...after, etag }, moved: isMoved(before, after) };
  });
  if (moved) {
    const { organizationId, id } = tag;
    await runPushes(deps, await findPushes(deps, { organizationId, tagIds: new Set([id]) }), 'tag updated');
  }
  return tag;
}

function differs(before: Tag, after: Tag): boolean {
  const fields = ['name', 'description', 'immutable'] as const;
  return isMoved(before, after) || fields.some((field) => before[field] !== after[field]);
}

function isMoved(before: Tag, after: Tag): boolean {
  return before.timestamp.getTime() !== after.timestamp.getTime();
}
