import pLimit from 'p-limit';
import { everyPushHint, type PushHint } from '../../../store/push-index.ts';
import { getPush, type StoredPush } from '../../../store/pushes.ts';
import type { Deps } from '../../deps.ts';

const lookupsAtOnce = 16;

interface Sought {
  projectIds?: ReadonlySet<string>;
  tagIds?: ReadonlySet<string>;
}

/**
 * The organization's pushes, of all integrations, or those of them that push one of these projects or use one of these
 * tags: one range, and a lookup for each push that is found. The oldest first.
 */
export async function findPushes(
  deps: Pick<Deps, 'rows'>,
  { organizationId, ...sought }: Sought & { organizationId: string },
): Promise<StoredPush[]> {
  const hints: PushHint[] = [];
  for await (const hint of everyPushHint(deps.rows, organizationId)) hints.push(hint);
  return findHintedPushes(deps, hints, { organizationId, ...sought });
}

/** The same, where the hints are read already: a lookup for each push that is found. */
export async function findHintedPushes(
  { rows }: Pick<Deps, 'rows'>,
  hints: readonly PushHint[],
  { organizationId, projectIds, tagIds }: Sought & { organizationId: string },
): Promise<StoredPush[]> {
  const anyOf = (ids: readonly string[], sought?: ReadonlySet<string>) =>
    sought === undefined || ids.some((id) => sought.has(id));
  const fits = (push: Pick<PushHint, 'projectIds' | 'tagIds'>) =>
    anyOf(push.projectIds, projectIds) && anyOf(push.tagIds, tagIds);
  const found = await pLimit(lookupsAtOnce).map(hints.filter(fits), ({ integrationId, pushId }) =>
    getPush(rows, organizationId, integrationId, pushId),
  );
  return found
    .flatMap((push) => (push !== undefined && fits({ ...push, tagIds: push.tags.map(({ id }) => id) }) ? push : []))
    .sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime() || (one.id < other.id ? -1 : 1));
}
