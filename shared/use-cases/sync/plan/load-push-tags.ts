import pLimit from 'p-limit';
import type { Tag } from '../../../domain/configuration/tag.ts';
import type { Environment } from '../../../domain/configuration.ts';
import type { TagReference } from '../../../domain/sync/action.ts';
import { getTag } from '../../../store/environment-tags.ts';
import type { Deps } from '../../deps.ts';

const lookupsAtOnce = 16;

export interface TagInUse {
  tag: Tag;
  environment: Environment;
}

/**
 * Those of a push's tags that are there, in their order: a lookup for each. Tags go with their environment, at once for
 * everybody, although their rows may stay for a moment.
 */
export async function loadPushTags(
  { rows }: Pick<Deps, 'rows'>,
  tags: readonly TagReference[],
  environments: ReadonlyMap<string, Environment>,
): Promise<TagInUse[]> {
  const found = await pLimit(lookupsAtOnce).map(tags, async ({ environmentId, id }) => {
    const environment = environments.get(environmentId);
    const tag = environment && (await getTag(rows, { organizationId: environment.organizationId, environmentId }, id));
    return tag && { tag, environment };
  });
  return found.flatMap((each) => each ?? []);
}
