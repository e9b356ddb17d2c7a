import { isRoot } from '../../domain/configuration/root-environment.ts';
import type { Environment } from '../../domain/configuration.ts';
import type { Stored } from '../../domain/stored.ts';
import { coversEnvironment } from '../../domain/sync/covers-environment.ts';
import { notFound, ServiceError } from '../../errors.ts';
import { deleteEnvironment as deleteRows, listEnvironments } from '../../store/environments.ts';
import { readStructure } from '../../store/structure.ts';
import { findPushes } from '../sync/actions/find-pushes.ts';
import { runPushes } from '../sync/actions/run-pushes.ts';
import type { RequestRunDeps } from '../sync/tasks/request-run.ts';
import { finishRemovals } from './finish-removals.ts';
import type { RequireUnchanged } from './require-unchanged.ts';
import { untilUncontended } from './until-uncontended.ts';

/**
 * Deletes an environment and, after it is gone for everybody, its values in all projects. The pushes that covered it are
 * run, so that what they wrote of it leaves the vaults. Rejects with
 * `environment.default` for the root, `environment.has-children`, `object.changed`.
 */
export async function deleteEnvironment(
  deps: RequestRunDeps,
  {
    organizationId,
    id,
    requireUnchanged,
  }: { organizationId: string; id: string; requireUnchanged?: RequireUnchanged<Stored<Environment>> },
): Promise<void> {
  const { rows } = deps;
  await untilUncontended(async () => {
    const structure = await readStructure(rows, organizationId, 'environment');
    const environments = await listEnvironments(rows, organizationId);
    const environment = environments.find((each) => each.id === id);
    if (environment === undefined) throw notFound('environment');
    requireUnchanged?.(environment);
    if (isRoot(environment)) throw new ServiceError('environment.default', 'The default environment is never deleted.');
    const children = environments.filter(({ parentId }) => parentId === id);
    if (children.length > 0) {
      const names = children.map(({ name }) => JSON.stringify(name)).join(', ');
      throw new ServiceError('environment.has-children', `Under this environment there are: ${names}.`);
    }
    await deleteRows(rows, environment, { structure });
  });
  const pushes = await findPushes(deps, { organizationId });
  const covering = pushes.filter((push) => coversEnvironment(push, id));
  await runPushes(deps, covering, 'environment deleted');
  await finishRemovals({ rows }, { organizationId });
}
