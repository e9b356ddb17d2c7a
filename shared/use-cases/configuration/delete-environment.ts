import { isRoot } from '../../domain/configuration/root-environment.ts';
import { notFound, ServiceError } from '../../errors.ts';
import { deleteEnvironment as deleteRows, listEnvironments } from '../../store/environments.ts';
import { readStructure } from '../../store/structure.ts';
import type { Deps } from '../deps.ts';
import { finishRemovals } from './finish-removals.ts';
import type { RequireUnchanged } from './require-unchanged.ts';
import { untilUncontended } from './until-uncontended.ts';

/**
 * Deletes an environment and, after it is gone for everybody, its values in all projects. Rejects with
 * `environment.default` for the root, `environment.has-children`, `object.changed`.
 */
export async function deleteEnvironment(
  { rows }: Pick<Deps, 'rows'>,
  { organizationId, id, requireUnchanged }: { organizationId: string; id: string; requireUnchanged?: RequireUnchanged },
): Promise<void> {
  await untilUncontended(async () => {
    const structure = await readStructure(rows, organizationId, 'environment');
    const environments = await listEnvironments(rows, organizationId);
    const environment = environments.find((each) => each.id === id);
    if (environment === undefined) throw notFound('environment');
    requireUnchanged?.(environment.etag);
    if (isRoot(environment)) throw new ServiceError('environment.default', 'The default environment is never deleted.');
    const children = environments.filter(({ parentId }) => parentId === id);
    if (children.length > 0) {
      const names = children.map(({ name }) => JSON.stringify(name)).join(', ');
      throw new ServiceError('environment.has-children', `Under this environment there are: ${names}.`);
    }
    await deleteRows(rows, environment, { structure });
  });
  await finishRemovals({ rows }, { organizationId });
}
