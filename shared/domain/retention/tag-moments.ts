import { environmentPath } from '../configuration/environment-path.ts';
import type { Tag } from '../configuration/tag.ts';
import type { Environment } from '../configuration.ts';

/**
 * For each environment the times at which tags read its values: those of its own tags and of the tags of all environments
 * below it, which inherit from it. An environment's parent never changes.
 */
export function tagMoments(
  environments: readonly Pick<Environment, 'id' | 'parentId'>[],
  tags: readonly Pick<Tag, 'environmentId' | 'timestamp'>[],
): Map<string, Date[]> {
  const byId = new Map(environments.map((environment) => [environment.id, environment]));
  const moments = new Map<string, Date[]>();
  for (const [environmentId, its] of Map.groupBy(tags, (tag) => tag.environmentId)) {
    for (const id of environmentPath(byId, environmentId)) {
      moments.set(id, [...(moments.get(id) ?? []), ...its.map(({ timestamp }) => timestamp)]);
    }
  }
  return moments;
}
