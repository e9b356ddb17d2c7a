import type { Environment, Parameter } from '../../domain/configuration.ts';
import { checkValue, type Demands } from '../../domain/types/check-value.ts';
import { type FieldError, ServiceError } from '../../errors.ts';
import { parameterHeads } from '../../store/values.ts';
import { abandonCopy } from '../configuration/finish-copies.ts';
import { openValue } from '../configuration/open-value.ts';
import { Overtaken } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';
import type { PlacesOfValues } from './places-of-values.ts';

/** A parameter has a value that is not as it would have to be. */
export interface Violation {
  parameter: Parameter;
  environment: Environment;
  /** What is wrong, without the value. */
  errors: readonly FieldError[];
}

/**
 * The values that are set on a parameter and would break the demands: one lookup for each environment. Where a copy that
 * is not there yet would bring in such a value, the copy is given up; rejects with `Overtaken` when it has ended.
 */
export async function checkStoredValues(
  deps: Pick<Deps, 'rows' | 'cipher'>,
  {
    parameter,
    demands,
    places: { environments, copies },
  }: { parameter: Parameter; demands: Demands; places: PlacesOfValues },
): Promise<Violation[]> {
  const byId = new Map(environments.map((environment) => [environment.id, environment]));
  const violations: Violation[] = [];
  for (const { environmentId, value } of await parameterHeads(deps.rows, parameter, [...byId.keys()])) {
    const environment = byId.get(environmentId);
    if (value === undefined || environment === undefined) continue;
    const errors = checkValue(await openValue(deps, value), demands);
    if (errors.length > 0) violations.push({ parameter, environment, errors });
  }
  for (const copy of copies) {
    const heads = await parameterHeads(deps.rows, parameter, copy.environmentIds);
    const errors = heads.map(async ({ value }) => (value ? checkValue(await openValue(deps, value), demands) : []));
    if ((await Promise.all(errors)).flat().length === 0) continue;
    if (!(await abandonCopy(deps, { organizationId: parameter.organizationId, copy }))) throw new Overtaken();
  }
  return violations;
}

/** Throws `rule.violated`, naming parameters and environments, when there are violations. */
export function refuseViolations(owner: string, violations: readonly Violation[]): void {
  if (violations.length === 0) return;
  const named = violations.map(({ parameter, environment, errors }) => {
    const place = parameter.name === owner ? environment.name : `${parameter.name} in ${environment.name}`;
    return `${place}: ${errors.map(({ detail }) => detail).join(' ')}`;
  });
  throw new ServiceError('rule.violated', `Rule may not be applied to ${owner}: ${named.join('; ')}`);
}
