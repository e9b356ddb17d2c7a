import { buildProjectView, type ProjectLayer, type ProjectView } from '../../domain/configuration/project-view.ts';
import type { Project } from '../../domain/configuration.ts';
import type { Stored } from '../../domain/stored.ts';
import type { Rows } from '../../ports/rows.ts';
import { getParameterByName, listParameters } from '../../store/parameters.ts';
import { listParameterValues, listProjectValues } from '../../store/values.ts';
import type { Deps } from '../deps.ts';
import { loadProjectChain } from './load-project-chain.ts';

/**
 * What a project sees. With `name` only this parameter is read, by lookups; with `values: false` no values are.
 * Rejects with `object.not-found` when there is no such project.
 */
export async function loadProjectView(
  deps: Pick<Deps, 'rows'>,
  input: { organizationId: string; projectId: string; name?: string; values?: boolean },
): Promise<ProjectView> {
  const { organizationId, projectId, name, values = true } = input;
  const [own, ...ancestors] = await loadProjectChain(deps, { organizationId, projectId });
  const load = (project: Stored<Project>) =>
    name === undefined ? loadLayer(deps.rows, project, values) : loadNamed(deps.rows, project, name, values);
  const [first, rest] = await Promise.all([load(own), Promise.all(ancestors.map(load))]);
  return buildProjectView([first, ...rest]);
}

async function loadLayer(rows: Rows, project: Stored<Project>, values: boolean): Promise<ProjectLayer> {
  const { organizationId, id } = project;
  const [parameters, found] = await Promise.all([
    listParameters(rows, organizationId, id),
    values ? listProjectValues(rows, organizationId, id) : [],
  ]);
  return { project, parameters, values: found };
}

async function loadNamed(rows: Rows, project: Stored<Project>, name: string, values: boolean): Promise<ProjectLayer> {
  const { organizationId, id } = project;
  const parameter = await getParameterByName(rows, organizationId, id, name);
  if (parameter === undefined) return { project, parameters: [], values: [] };
  const found = values ? await listParameterValues(rows, organizationId, id, parameter.id) : [];
  return { project, parameters: [parameter], values: found };
}
