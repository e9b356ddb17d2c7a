import { isRoot } from '../../domain/configuration/root-environment.ts';
import type { Environment } from '../../domain/configuration.ts';
import type { Stored } from '../../domain/stored.ts';
import { notFound, ServiceError } from '../../errors.ts';
import { getEnvironment, replaceEnvironment } from '../../store/environments.ts';
import type { Deps } from '../deps.ts';
import type { RequireUnchanged } from './require-unchanged.ts';
import { untilUncontended } from './until-uncontended.ts';

/**
 * Renames or describes an environment; what is absent stays. Rejects with `environment.default` when the root would
 * get another name, `environment.parent` when the parent is to change, `object.exists`, `object.changed`.
 */
export async function updateEnvironment(
  { rows, clock }: Pick<Deps, 'rows' | 'clock'>,
  input: {
    organizationId: string;
    id: string;
    requireUnchanged?: RequireUnchanged<Stored<Environment>>;
    name?: string;
    description?: string;
    parentId?: string | null;
  },
): Promise<Stored<Environment>> {
  return untilUncontended(async () => {
    const before = await getEnvironment(rows, input.organizationId, input.id);
    if (before === undefined) throw notFound('environment');
    input.requireUnchanged?.(before);
    const { name = before.name, description = before.description, parentId = before.parentId } = input;
    if (parentId !== before.parentId) throw new ServiceError('environment.parent');
    if (isRoot(before) && name !== before.name) {
      throw new ServiceError('environment.default', 'The default environment keeps its name.');
    }
    if (name === before.name && description === before.description) return before;
    const { etag: _etag, ...unchanged } = before;
    const after = { ...unchanged, name, description, modifiedAt: clock.now() };
    return { ...after, etag: await replaceEnvironment(rows, after, before) };
  });
}
