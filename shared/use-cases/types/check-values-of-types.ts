import { demandsOf } from '../../domain/types/check-value.ts';
import type { CustomType } from '../../domain/types/parameter-type.ts';
import { typeChain, withDescendants } from '../../domain/types/type-chain.ts';
import { listEnvironments } from '../../store/environments.ts';
import type { Deps } from '../deps.ts';
import { checkStoredValues, refuseViolations, type Violation } from './check-stored-values.ts';
import { parametersOfType } from './parameters-of-type.ts';

/** As many as a person can read in one sentence. */
const mostNamed = 10;

/**
 * Rejects with `rule.violated` when values that are set would not fit a type any more, nor the types that rest on it.
 * `types`: all of the organization's as they are to become; `changed`: the one that changes. Ends soon after the tenth
 * such value. Costs three lookups per parameter of these types and one for each of its environments.
 */
export async function checkValuesOfTypes(
  deps: Pick<Deps, 'rows' | 'cipher' | 'clock'>,
  { types, changed }: { types: readonly CustomType[]; changed: CustomType },
): Promise<void> {
  const { organizationId } = changed;
  const byId = new Map(types.map((type) => [type.id, type]));
  const environments = await listEnvironments(deps.rows, organizationId);
  const violations: Violation[] = [];
  for (const typeId of withDescendants(types, changed.id)) {
    const chain = typeChain(byId, typeId);
    if (chain === undefined) continue;
    for await (const { found } of parametersOfType(deps, { organizationId, typeId })) {
      const checks = found.map((parameter) => {
        const demands = demandsOf(chain, parameter.rules);
        return checkStoredValues(deps, { parameter, demands, environments });
      });
      violations.push(...(await Promise.all(checks)).flat());
      if (violations.length >= mostNamed) break;
    }
  }
  refuseViolations(changed.name, violations.slice(0, mostNamed));
}
