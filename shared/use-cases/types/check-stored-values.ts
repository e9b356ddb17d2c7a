import type { Environment, Parameter } from '../../domain/configuration.ts';
import { checkValue, type Demands } from '../../domain/types/check-value.ts';
import { type FieldError, ServiceError } from '../../errors.ts';
import { parameterHeads } from '../../store/values.ts';
import { openValue } from '../configuration/open-value.ts';
import type { Deps } from '../deps.ts';

/** A parameter has a value that is not as it would have to be. */
export interface Violation {
  parameter: Parameter;
  environment: Environment;
  /** What is wrong, without the value. */
  errors: readonly FieldError[];
}

/** The values that are set on a parameter in these environments and would break the demands: one lookup for each. */
export async function checkStoredValues(
  deps: Pick<Deps, 'rows' | 'cipher'>,
  {
    parameter,
    demands,
    environments,
  }: { parameter: Parameter; demands: Demands; environments: readonly Environment[] },
): Promise<Violation[]> {
  const byId = new Map(environments.map((environment) => [environment.id, environment]));
  const violations: Violation[] = [];
  for (const { environmentId, value } of await parameterHeads(deps.rows, parameter, [...byId.keys()])) {
    const environment = byId.get(environmentId);
    if (value === undefined || environment === undefined) continue;
    const errors = checkValue(await openValue(deps, value), demands);
    if (errors.length > 0) violations.push({ parameter, environment, errors });
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
