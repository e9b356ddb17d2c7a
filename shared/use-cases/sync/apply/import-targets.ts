import type { Rows } from '../../../ports/rows.ts';
import { listEnvironments } from '../../../store/environments.ts';
import { listProjects } from '../../../store/projects.ts';

/** The environments and projects that an import writes to, by name; it may create some on the way. */
export interface ImportTargets {
  environmentId(name: string): string | undefined;
  projectId(name: string): string | undefined;
  rootId(): string | undefined;
  /** Reads them anew. */
  refresh(): Promise<void>;
}

export async function loadImportTargets(rows: Rows, organizationId: string): Promise<ImportTargets> {
  let environments = await listEnvironments(rows, organizationId);
  let projects = await listProjects(rows, organizationId);
  return {
    environmentId: (name) => environments.find((environment) => environment.name === name)?.id,
    projectId: (name) => projects.find((project) => project.name === name)?.id,
    rootId: () => environments.find((environment) => environment.parentId === null)?.id,
    async refresh() {
      environments = await listEnvironments(rows, organizationId);
      projects = await listProjects(rows, organizationId);
    },
  };
}
