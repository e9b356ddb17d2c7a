import type { Tag } from '../../domain/configuration/tag.ts';
import type { Stored } from '../../domain/stored.ts';
import { notFound } from '../../errors.ts';
import { getTag } from '../../store/environment-tags.ts';
import { getEnvironment } from '../../store/environments.ts';
import type { Deps } from '../deps.ts';

/** A tag of an environment that is there; rejects with `object.not-found`. */
export async function findTag(
  { rows }: Pick<Deps, 'rows'>,
  { organizationId, environmentId, id }: { organizationId: string; environmentId: string; id: string },
): Promise<Stored<Tag>> {
  // The tags of an environment that was deleted may take a moment longer to go.
  if (!(await getEnvironment(rows, organizationId, environmentId))) throw notFound('environment');
  const tag = await getTag(rows, { organizationId, environmentId }, id);
  if (tag === undefined) throw notFound('tag');
  return tag;
}
