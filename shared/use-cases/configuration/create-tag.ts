import type { Tag } from '../../domain/configuration/tag.ts';
import type { Stored } from '../../domain/stored.ts';
import { notFound } from '../../errors.ts';
import { insertTag } from '../../store/environment-tags.ts';
import { getEnvironment } from '../../store/environments.ts';
import type { Deps } from '../deps.ts';
import { requireKept } from './require-kept.ts';

/** A new tag of an environment; without a time it stands for this moment. Rejects with `object.exists`, `object.not-found`, `value.not-kept`. */
export async function createTag(
  { rows, random, clock }: Pick<Deps, 'rows' | 'random' | 'clock'>,
  input: {
    organizationId: string;
    environmentId: string;
    name: string;
    description?: string;
    timestamp?: Date | null;
    immutable?: boolean;
  },
): Promise<Stored<Tag>> {
  const { organizationId, environmentId, name, description = '', immutable = false } = input;
  if (!(await getEnvironment(rows, organizationId, environmentId))) throw notFound('environment');
  const now = clock.now();
  const id = random.uuid();
  const dates = { createdAt: now, modifiedAt: now };
  const timestamp = input.timestamp ?? now;
  await requireKept({ rows, clock }, organizationId, { time: timestamp, field: 'body.timestamp' });
  const tag = { id, organizationId, environmentId, name, description, timestamp, immutable, ...dates };
  return { ...tag, etag: await insertTag(rows, tag) };
}
