import { ServiceError } from '../../errors.ts';
import type { Secret } from '../../secret.ts';
import { getEnvironment } from '../../store/environments.ts';
import type { Deps } from '../deps.ts';
import { badReference } from './bad-reference.ts';
import { findValue } from './find-value.ts';
import { setValues } from './set-values.ts';
import { contended } from './until-uncontended.ts';

/**
 * Sets a value where none is set. Rejects with `object.exists` where one is, `request.reference` when there is no such
 * environment, `value.type`, `object.not-found`.
 */
export async function createValue(
  deps: Pick<Deps, 'rows' | 'cipher' | 'clock' | 'random' | 'limits' | 'usage'>,
  input: {
    organizationId: string;
    projectId: string;
    parameterId: string;
    environmentId: string;
    value: Secret | null;
  },
): Promise<Awaited<ReturnType<typeof findValue>>> {
  const { organizationId, projectId, parameterId, environmentId, value } = input;
  if (!(await getEnvironment(deps.rows, organizationId, environmentId)))
    throw badReference('environment', 'environment');
  const item = { parameter: { id: parameterId }, environmentId, value, expected: null };
  const [result] = await setValues(deps, { organizationId, projectId, items: [item] });
  if (result?.outcome === 'refused') throw result.problem;
  if (result?.outcome === 'conflict' && result.valueId === undefined) throw contended('value');
  if (result?.outcome !== 'created') {
    throw new ServiceError('object.exists', 'The parameter has a value in this environment already.');
  }
  return findValue(deps, { organizationId, projectId, parameterId, valueId: result.valueId });
}
