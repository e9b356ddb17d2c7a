import type { Project } from '../../domain/configuration.ts';
import type { Stored } from '../../domain/stored.ts';
import { getProject, insertProject, listProjects } from '../../store/projects.ts';
import { readStructure } from '../../store/structure.ts';
import type { Deps } from '../deps.ts';
import { requireRoom } from '../limits/require-room.ts';
import { badReference } from './bad-reference.ts';
import { requireNamePattern } from './require-name-pattern.ts';
import { untilUncontended } from './until-uncontended.ts';

/**
 * A new project. Rejects with `object.exists` when the name is taken, `request.reference` when there is nothing to
 * depend on, `request.invalid` when the pattern cannot be read, `limit.projects`.
 */
export async function createProject(
  deps: Pick<Deps, 'rows' | 'random' | 'clock' | 'limits'>,
  input: {
    organizationId: string;
    name: string;
    description?: string;
    dependsOnId?: string | null;
    parameterNamePattern?: string;
  },
): Promise<Stored<Project>> {
  const { rows, random, clock } = deps;
  const { organizationId, name, description = '', dependsOnId = null, parameterNamePattern = '' } = input;
  requireNamePattern(parameterNamePattern);
  await requireRoom(deps, organizationId, 'projects', (await listProjects(rows, organizationId)).length);
  return untilUncontended(async () => {
    const now = clock.now();
    const id = random.uuid();
    const dates = { createdAt: now, modifiedAt: now };
    const project = { id, organizationId, name, description, dependsOnId, parameterNamePattern, ...dates };
    if (dependsOnId === null) return { ...project, etag: await insertProject(rows, project) };
    const structure = await readStructure(rows, organizationId, 'project');
    if (!(await getProject(rows, organizationId, dependsOnId))) throw badReference('depends_on', 'project');
    return { ...project, etag: await insertProject(rows, project, { structure }) };
  });
}
