import pLimit from 'p-limit';
import { everyPushHint, type PushHint } from '../../store/push-index.ts';
import { getPush, type StoredPush } from '../../store/pushes.ts';
import type { Deps } from '../deps.ts';

const lookupsAtOnce = 16;

/**
 * The organization's pushes, of all integrations, or those of them that push one of these projects: one range, and a
 * lookup for each push that is found. The oldest first.
 */
export async function findPushes(
  { rows }: Pick<Deps, 'rows'>,
  { organizationId, projectIds }: { organizationId: string; projectIds?: ReadonlySet<string> },
): Promise<StoredPush[]> {
  const pushes = (ids: readonly string[]) => projectIds === undefined || ids.some((id) => projectIds.has(id));
  const hints: PushHint[] = [];
  for await (const hint of everyPushHint(rows, organizationId)) if (pushes(hint.projectIds)) hints.push(hint);
  const found = await pLimit(lookupsAtOnce).map(hints, ({ integrationId, pushId }) =>
    getPush(rows, organizationId, integrationId, pushId),
  );
  return found
    .flatMap((push) => (push !== undefined && pushes(push.projectIds) ? push : []))
    .sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime() || (one.id < other.id ? -1 : 1));
}
