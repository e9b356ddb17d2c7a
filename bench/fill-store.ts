import { Secret } from '../shared/secret.ts';
import { listEnvironments } from '../shared/store/environments.ts';
import { createEnvironment } from '../shared/use-cases/configuration/create-environment.ts';
import { createProject } from '../shared/use-cases/configuration/create-project.ts';
import { setValues } from '../shared/use-cases/configuration/set-values.ts';
import type { Deps } from '../shared/use-cases/deps.ts';

export interface FilledStore {
  /** Depends on another project of the same size; everywhere in the order of names each has half of its names to itself. */
  projectId: string;
  /** The last of a chain of four environments. */
  environmentId: string;
  /** How many parameters the project sees. */
  visible: number;
}

/** Two projects of this many parameters each, with values in every environment of a chain of four. */
export async function fillStore(
  deps: Pick<Deps, 'rows' | 'cipher' | 'clock' | 'random' | 'limits' | 'usage'>,
  organizationId: string,
  parameters: number,
): Promise<FilledStore> {
  const [root] = (await listEnvironments(deps.rows, organizationId)).filter(({ parentId }) => parentId === null);
  const chain = [root?.id ?? ''];
  for (const name of ['second', 'third', 'fourth']) {
    chain.push((await createEnvironment(deps, { organizationId, name, parentId: chain.at(-1) })).id);
  }
  const base = await createProject(deps, { organizationId, name: 'base' });
  const project = await createProject(deps, { organizationId, name: 'project', dependsOnId: base.id });
  const visible = Math.floor(parameters / 2) * 3;
  const numbers = Array.from({ length: visible }, (_, number) => number);
  for (const [projectId, left] of [
    [base.id, 0],
    [project.id, 1],
  ] as const) {
    const items = numbers
      .filter((number) => number % 3 !== left)
      .map((number) => ({
        parameter: { name: `PARAMETER_${String(number).padStart(6, '0')}`, secret: number % 2 === 0, type: 'string' },
        environmentId: chain[number % chain.length] ?? '',
        value: new Secret(`value ${number}`),
      }));
    const results = await setValues(deps, { organizationId, projectId, items });
    const refused = results.find(({ outcome }) => outcome !== 'created');
    if (refused !== undefined) throw new Error(`a value was ${refused.outcome}`);
  }
  return { projectId: project.id, environmentId: chain.at(-1) ?? '', visible };
}
