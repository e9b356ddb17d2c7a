import type { VisibleParameter } from '../../domain/configuration/project-view.ts';
import { notFound } from '../../errors.ts';
import { getParameter } from '../../store/parameters.ts';
import type { Deps } from '../deps.ts';
import { loadProjectChain } from './load-project-chain.ts';
import { loadProjectView } from './load-project-view.ts';

/**
 * One parameter as a project sees it: its own or an inherited one. An inherited one that the project overrides is
 * shown without what overrides it. Rejects with `object.not-found`.
 */
export async function loadVisibleParameter(
  deps: Pick<Deps, 'rows'>,
  input: { organizationId: string; projectId: string; parameterId: string; values?: boolean },
): Promise<VisibleParameter & { projectNames: ReadonlyMap<string, string> }> {
  const { organizationId, projectId, parameterId, values } = input;
  for (const project of await loadProjectChain(deps, { organizationId, projectId })) {
    const found = await getParameter(deps.rows, organizationId, project.id, parameterId);
    if (found === undefined) continue;
    const { name } = found;
    const { chain, parameters } = await loadProjectView(deps, { organizationId, projectId: project.id, name, values });
    const visible = parameters.get(name);
    if (visible?.parameter.id !== parameterId) break;
    return { ...visible, projectNames: new Map(chain.map((each) => [each.id, each.name])) };
  }
  throw notFound('parameter');
}
