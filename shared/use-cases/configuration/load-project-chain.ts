import type { Project } from '../../domain/configuration.ts';
import type { Stored } from '../../domain/stored.ts';
import { notFound } from '../../errors.ts';
import { getProject } from '../../store/projects.ts';
import type { Deps } from '../deps.ts';

/** The project and those that it depends on, nearest first. Rejects with `object.not-found` when it is not there. */
export async function loadProjectChain(
  { rows }: Pick<Deps, 'rows'>,
  { organizationId, projectId }: { organizationId: string; projectId: string },
): Promise<[Stored<Project>, ...Stored<Project>[]]> {
  const own = await getProject(rows, organizationId, projectId);
  if (own === undefined) throw notFound('project');
  const chain: [Stored<Project>, ...Stored<Project>[]] = [own];
  const seen = new Set([own.id]);
  let next = own.dependsOnId;
  while (next !== null && !seen.has(next)) {
    seen.add(next);
    const project = await getProject(rows, organizationId, next);
    if (project === undefined) break;
    chain.push(project);
    next = project.dependsOnId;
  }
  return chain;
}
