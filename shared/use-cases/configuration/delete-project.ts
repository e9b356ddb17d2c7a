import type { Project } from '../../domain/configuration.ts';
import type { Stored } from '../../domain/stored.ts';
import { notFound, ServiceError } from '../../errors.ts';
import { deleteProject as deleteRows, listProjects } from '../../store/projects.ts';
import { readStructure } from '../../store/structure.ts';
import type { Deps } from '../deps.ts';
import { finishRemovals } from './finish-removals.ts';
import type { RequireUnchanged } from './require-unchanged.ts';
import { untilUncontended } from './until-uncontended.ts';

/**
 * Deletes a project and, after it is gone for everybody, its parameters and values. Rejects with
 * `project.has-dependents`, `object.changed`.
 */
export async function deleteProject(
  { rows }: Pick<Deps, 'rows'>,
  {
    organizationId,
    id,
    requireUnchanged,
  }: { organizationId: string; id: string; requireUnchanged?: RequireUnchanged<Stored<Project>> },
): Promise<void> {
  await untilUncontended(async () => {
    const structure = await readStructure(rows, organizationId, 'project');
    const projects = await listProjects(rows, organizationId);
    const project = projects.find((each) => each.id === id);
    if (project === undefined) throw notFound('project');
    requireUnchanged?.(project);
    const dependents = projects.filter(({ dependsOnId }) => dependsOnId === id);
    if (dependents.length > 0) {
      const names = dependents.map(({ name }) => JSON.stringify(name)).join(', ');
      throw new ServiceError('project.has-dependents', `These projects depend on it: ${names}.`);
    }
    await deleteRows(rows, project, { structure });
  });
  await finishRemovals({ rows }, { organizationId });
}
