import type { Parameter } from '../../domain/configuration.ts';
import { checkRule } from '../../domain/types/check-rule.ts';
import { demandsOf } from '../../domain/types/check-value.ts';
import { ServiceError } from '../../errors.ts';
import type { Deps } from '../deps.ts';
import { checkStoredValues, refuseViolations } from './check-stored-values.ts';
import { overruleAnnounced } from './overrule-announced.ts';
import { listPlacesOfValues } from './places-of-values.ts';
import { lookUpTypes, type TypeLookup } from './type-lookup.ts';

/**
 * Whether a parameter can become of another type. Rejects with `request.invalid` when one of its rules does not stand
 * beside the type's, `value.type` or `rule.violated` when its values do not fit, `Overtaken` when it is to be decided
 * anew. Returns the types that the answer rests on: it counts if they are current after the type was claimed.
 */
export async function requireTypeFor(
  deps: Pick<Deps, 'rows' | 'cipher'>,
  parameter: Parameter,
  type: string,
): Promise<Pick<TypeLookup, 'isCurrent'>> {
  const { organizationId, rules = [] } = parameter;
  const types = lookUpTypes(deps, organizationId);
  await types.learn([type]);
  const chain = types.chain(type);
  const typeName = await types.nameOf(type);
  const refuse = (detail: string) =>
    new ServiceError('request.invalid', detail, { fields: [{ field: 'body.type', code: 'type', detail }] });
  if (chain === undefined) throw refuse('There is no such type.');
  const { base } = chain;
  const { rules: others } = demandsOf(chain);
  for (const rule of rules) {
    const [problem] = checkRule(rule, { base, typeName, others });
    if (problem !== undefined) throw refuse(problem.detail);
  }
  const places = await listPlacesOfValues(deps, organizationId);
  const violations = await checkStoredValues(deps, { parameter, demands: demandsOf(chain, rules), places });
  if (violations.some(({ errors }) => errors.some(({ code }) => code === 'value.type'))) {
    throw new ServiceError('value.type', `The parameter has values that are not of type ${typeName}.`);
  }
  refuseViolations(parameter.name, violations);
  const announced = types.announced(type);
  if (announced !== undefined) await overruleAnnounced(deps, { parameter, base, announced, places });
  return types;
}
