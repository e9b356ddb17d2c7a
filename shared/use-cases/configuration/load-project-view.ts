import { buildProjectView, type ProjectLayer, type ProjectView } from '../../domain/configuration/project-view.ts';
import type { Parameter, Project } from '../../domain/configuration.ts';
import type { Stored } from '../../domain/stored.ts';
import { listEnvironments } from '../../store/environments.ts';
import { getParameterByName, listParameters } from '../../store/parameters.ts';
import { listProjectValues } from '../../store/values.ts';
import type { Deps } from '../deps.ts';
import { loadProjectChain } from './load-project-chain.ts';
import { readValues, type ValueScope } from './read-values.ts';

export type ProjectChain = readonly [Stored<Project>, ...Stored<Project>[]];

interface Wanted {
  name?: string;
  values?: boolean;
  /** Without it `sealed` is null: only of all values of a project as they are now. */
  content?: boolean;
  scope?: ValueScope;
}

/**
 * What a project sees. With `name` only this parameter is read, by lookups; with `values: false` no values are.
 * `scope` says which values, absent: all of them as they are now. Rejects with `object.not-found` when there is no
 * such project. For a page of many parameters see `listVisibleParameters`.
 */
export async function loadProjectView(
  deps: Pick<Deps, 'rows'>,
  input: { organizationId: string; projectId: string } & Wanted,
): Promise<ProjectView> {
  return viewChain(deps, await loadProjectChain(deps, input), input);
}

/** The same for a chain of projects that is read already. */
export async function viewChain(
  deps: Pick<Deps, 'rows'>,
  [own, ...ancestors]: ProjectChain,
  { name, values = true, content = true, scope }: Wanted,
): Promise<ProjectView> {
  const load = async (project: Stored<Project>): Promise<ProjectLayer> => {
    const parameters = await readParameters(deps, project, name);
    return { project, parameters, values: values ? await valuesOf(project, parameters) : [] };
  };
  const valuesOf = async ({ organizationId, id }: Stored<Project>, parameters: readonly Parameter[]) => {
    if (scope !== undefined) return readValues(deps, parameters, scope);
    if (name === undefined) return listProjectValues(deps.rows, organizationId, id, { content });
    if (parameters.length === 0) return [];
    const environments = await listEnvironments(deps.rows, organizationId);
    return readValues(deps, parameters, { environmentIds: environments.map((environment) => environment.id) });
  };
  const [first, rest] = await Promise.all([load(own), Promise.all(ancestors.map(load))]);
  return buildProjectView([first, ...rest]);
}

async function readParameters(
  { rows }: Pick<Deps, 'rows'>,
  { organizationId, id }: Stored<Project>,
  name: string | undefined,
): Promise<Stored<Parameter>[]> {
  if (name === undefined) return listParameters(rows, organizationId, id);
  const found = await getParameterByName(rows, organizationId, id, name);
  return found === undefined ? [] : [found];
}
