import { Secret } from '../../shared/secret.ts';
import { listEnvironments } from '../../shared/store/environments.ts';
import { createProject } from '../../shared/use-cases/configuration/create-project.ts';
import { setValues } from '../../shared/use-cases/configuration/set-values.ts';
import type { WholeService } from './start-whole-service.ts';

type Filled = Pick<WholeService, 'deps' | 'organizationId'>;

/** A parameter's name and what it holds in the environment `production`; null: an explicit null. */
export type NamedValue = readonly [name: string, value: string | null];

/** A project with these secrets; returns its id. */
export async function fillProject(service: Filled, name: string, values: Iterable<NamedValue>): Promise<string> {
  const { deps, organizationId } = service;
  const { id } = await createProject(deps, { organizationId, name });
  await setSecrets(service, id, values);
  return id;
}

export async function setSecrets(
  { deps, organizationId }: Filled,
  projectId: string,
  values: Iterable<NamedValue>,
): Promise<void> {
  const environments = await listEnvironments(deps.rows, organizationId);
  const environmentId = environments.find(({ name }) => name === 'production')?.id ?? '';
  const items = [...values].map(([name, value]) => ({
    parameter: { name, secret: true, type: 'string' },
    environmentId,
    value: value === null ? null : new Secret(value),
  }));
  const results = await setValues(deps, { organizationId, projectId, items });
  const refused = results.find(({ outcome }) => outcome === 'refused' || outcome === 'conflict');
  if (refused !== undefined) throw new Error(`a value met ${refused.outcome}`);
}
