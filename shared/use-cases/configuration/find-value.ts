import type { Parameter, StoredValue } from '../../domain/configuration.ts';
import type { Stored } from '../../domain/stored.ts';
import { notFound } from '../../errors.ts';
import { getParameter } from '../../store/parameters.ts';
import { getProject } from '../../store/projects.ts';
import { listParameterValues } from '../../store/values.ts';
import type { Deps } from '../deps.ts';

export interface ValueAddress {
  organizationId: string;
  projectId: string;
  parameterId: string;
  valueId: string;
}

/** A value by its id, and the parameter that carries it, both the project's own. Rejects with `object.not-found`. */
export async function findValue(
  { rows }: Pick<Deps, 'rows'>,
  { organizationId, projectId, parameterId, valueId }: ValueAddress,
): Promise<{ parameter: Stored<Parameter>; value: StoredValue }> {
  const project = await getProject(rows, organizationId, projectId);
  const parameter = project && (await getParameter(rows, organizationId, projectId, parameterId));
  if (parameter === undefined) throw notFound('parameter');
  const values = await listParameterValues(rows, organizationId, projectId, parameterId);
  const value = values.find(({ id }) => id === valueId);
  if (value === undefined) throw notFound('value');
  return { parameter, value };
}
