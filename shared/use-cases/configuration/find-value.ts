import type { ValueHead } from '../../domain/configuration/value-head.ts';
import type { Parameter, StoredValue } from '../../domain/configuration.ts';
import type { Stored } from '../../domain/stored.ts';
import { notFound } from '../../errors.ts';
import { listEnvironments } from '../../store/environments.ts';
import { getParameter } from '../../store/parameters.ts';
import { getProject } from '../../store/projects.ts';
import { parameterHeads } from '../../store/values.ts';
import type { Deps } from '../deps.ts';

export interface ValueAddress {
  organizationId: string;
  projectId: string;
  parameterId: string;
  valueId: string;
}

/**
 * A value by its id, and the parameter that carries it, both the project's own: one lookup for each environment, as
 * values are found by where they are set. Rejects with `object.not-found`.
 */
export async function findValue(
  { rows }: Pick<Deps, 'rows'>,
  { organizationId, projectId, parameterId, valueId }: ValueAddress,
): Promise<{ parameter: Stored<Parameter>; value: StoredValue; head: ValueHead }> {
  const project = await getProject(rows, organizationId, projectId);
  const parameter = project && (await getParameter(rows, organizationId, projectId, parameterId));
  if (parameter === undefined) throw notFound('parameter');
  const environments = await listEnvironments(rows, organizationId);
  const heads = await parameterHeads(
    rows,
    parameter,
    environments.map(({ id }) => id),
  );
  const head = heads.find(({ value }) => value?.id === valueId);
  if (head?.value === undefined) throw notFound('value');
  return { parameter, value: head.value, head };
}
