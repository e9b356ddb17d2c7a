import { wouldBeCycle } from '../../domain/configuration/project-dependencies.ts';
import type { Project } from '../../domain/configuration.ts';
import type { Stored } from '../../domain/stored.ts';
import { notFound, ServiceError } from '../../errors.ts';
import { getProject, listProjects, replaceProject } from '../../store/projects.ts';
import { readStructure } from '../../store/structure.ts';
import type { Deps } from '../deps.ts';
import { badReference } from './bad-reference.ts';
import { requireNamePattern } from './require-name-pattern.ts';
import type { RequireUnchanged } from './require-unchanged.ts';
import { untilUncontended } from './until-uncontended.ts';

export interface ProjectChanges {
  name?: string;
  description?: string;
  /** Null: on nothing. */
  dependsOnId?: string | null;
  parameterNamePattern?: string;
}

/**
 * Changes a project; what is absent stays. Rejects with `project.cycle`, `request.reference`, `request.invalid` (the
 * pattern), `object.exists`, `object.changed`.
 */
export async function updateProject(
  deps: Pick<Deps, 'rows' | 'clock'>,
  input: ProjectChanges & { organizationId: string; id: string; requireUnchanged?: RequireUnchanged<Stored<Project>> },
): Promise<Stored<Project>> {
  const { rows, clock } = deps;
  const { organizationId, id } = input;
  if (input.parameterNamePattern !== undefined) requireNamePattern(input.parameterNamePattern);
  return untilUncontended(async () => {
    const structure = await readStructure(rows, organizationId, 'project');
    const before = await getProject(rows, organizationId, id);
    if (before === undefined) throw notFound('project');
    input.requireUnchanged?.(before);
    const wanted = wantedProject(before, input);
    if (!differs(before, wanted)) return before;
    const after = { ...wanted, modifiedAt: clock.now() };
    if (after.dependsOnId === before.dependsOnId) {
      return { ...after, etag: await replaceProject(rows, after, before) };
    }
    await requireDependency(deps, after);
    return { ...after, etag: await replaceProject(rows, after, before, { structure }) };
  });
}

function wantedProject({ etag: _etag, ...before }: Stored<Project>, changes: ProjectChanges): Project {
  return {
    ...before,
    name: changes.name ?? before.name,
    description: changes.description ?? before.description,
    dependsOnId: changes.dependsOnId === undefined ? before.dependsOnId : changes.dependsOnId,
    parameterNamePattern: changes.parameterNamePattern ?? before.parameterNamePattern,
  };
}

function differs(before: Project, after: Project): boolean {
  const fields = ['name', 'description', 'dependsOnId', 'parameterNamePattern'] as const;
  return fields.some((field) => before[field] !== after[field]);
}

async function requireDependency({ rows }: Pick<Deps, 'rows'>, project: Project): Promise<void> {
  const { organizationId, id, dependsOnId } = project;
  if (dependsOnId === null) return;
  const projects = await listProjects(rows, organizationId);
  if (!projects.some((each) => each.id === dependsOnId)) throw badReference('depends_on', 'project');
  if (wouldBeCycle(projects, id, dependsOnId)) throw new ServiceError('project.cycle');
}
