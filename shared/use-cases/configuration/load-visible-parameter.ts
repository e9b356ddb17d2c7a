import type { VisibleParameter } from '../../domain/configuration/project-view.ts';
import { notFound } from '../../errors.ts';
import { getParameter } from '../../store/parameters.ts';
import type { Deps } from '../deps.ts';
import { loadProjectChain } from './load-project-chain.ts';
import { viewChain } from './load-project-view.ts';
import type { ValueScope } from './read-values.ts';

/**
 * One parameter as a project sees it: its own or an inherited one. An inherited one that the project overrides is
 * shown without what overrides it. Without a scope all values are read, as they are now. Rejects with
 * `object.not-found`.
 */
export async function loadVisibleParameter(
  deps: Pick<Deps, 'rows'>,
  input: { organizationId: string; projectId: string; parameterId: string; values?: boolean; scope?: ValueScope },
): Promise<VisibleParameter & { projectNames: ReadonlyMap<string, string> }> {
  const { organizationId, parameterId, values, scope } = input;
  let chain = await loadProjectChain(deps, input);
  for (;;) {
    const [project, ...ancestors] = chain;
    const found = await getParameter(deps.rows, organizationId, project.id, parameterId);
    if (found !== undefined) {
      const { parameters } = await viewChain(deps, chain, { name: found.name, values, scope });
      const visible = parameters.get(found.name);
      if (visible?.parameter.id !== parameterId) throw notFound('parameter');
      return { ...visible, projectNames: new Map(chain.map((each) => [each.id, each.name])) };
    }
    const [next, ...rest] = ancestors;
    if (next === undefined) throw notFound('parameter');
    chain = [next, ...rest];
  }
}
