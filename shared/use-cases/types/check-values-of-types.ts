import type { Parameter } from '../../domain/configuration.ts';
import type { Stored } from '../../domain/stored.ts';
import { type Announced, announcedFor, withAnnounced } from '../../domain/types/announcement.ts';
import { demandsOf } from '../../domain/types/check-value.ts';
import type { CustomType } from '../../domain/types/parameter-type.ts';
import { type TypeChain, typeChain, withDescendants } from '../../domain/types/type-chain.ts';
import type { Deps } from '../deps.ts';
import { checkStoredValues, refuseViolations, type Violation } from './check-stored-values.ts';
import { overruleAnnounced } from './overrule-announced.ts';
import { parametersOfType } from './parameters-of-type.ts';
import { listPlacesOfValues, type PlacesOfValues } from './places-of-values.ts';
import { touchParameter } from './touch-parameter.ts';

/** As many as a person can read in one sentence. */
const mostNamed = 10;

/**
 * Rejects with `rule.violated` when values that are set would not fit a type any more, nor the types that rest on it.
 * `changed`: the type as it is to become, which is announced already; `types`: all of the organization's, read after
 * that. Ends soon after the tenth such value. Every parameter is touched before its values are looked at: whoever has
 * not written yet what was decided without the announcement decides again. Costs three lookups and a transaction per
 * parameter of these types and one lookup for each of its environments.
 */
export async function checkValuesOfTypes(
  deps: Pick<Deps, 'rows' | 'cipher' | 'clock'>,
  { types, changed }: { types: readonly Stored<CustomType>[]; changed: CustomType },
): Promise<void> {
  const { organizationId } = changed;
  // Without its own announcement, which is looked at here; those of others count beside it.
  const asWished = types.map((type) => (type.id === changed.id ? { ...changed, etag: type.etag } : type));
  const byId = new Map(asWished.map((type) => [type.id, type]));
  const places = await listPlacesOfValues(deps, organizationId);
  const violations: Violation[] = [];
  for (const typeId of withDescendants(withAnnounced(asWished), changed.id)) {
    const chain = typeChain(byId, typeId);
    if (chain === undefined) continue;
    const announced = announcedFor(byId, typeId);
    for await (const { found, becoming } of parametersOfType(deps, { organizationId, typeId })) {
      const checks = [...found, ...becoming].map(async (read) => {
        const parameter = await touchParameter(deps, read);
        if (parameter?.type !== typeId) return [];
        return violationsOf(deps, { parameter, chain, announced, places });
      });
      violations.push(...(await Promise.all(checks)).flat());
      if (violations.length >= mostNamed) break;
    }
  }
  refuseViolations(changed.name, violations.slice(0, mostNamed));
}

async function violationsOf(
  deps: Pick<Deps, 'rows' | 'cipher'>,
  {
    parameter,
    chain,
    announced,
    places,
  }: {
    parameter: Parameter;
    chain: TypeChain;
    announced: Announced<Stored<CustomType>> | undefined;
    places: PlacesOfValues;
  },
): Promise<Violation[]> {
  const demands = demandsOf(chain, parameter.rules);
  const violations = await checkStoredValues(deps, { parameter, demands, places });
  if (violations.length > 0 || announced === undefined) return violations;
  await overruleAnnounced(deps, { parameter, base: chain.base, announced, places });
  return [];
}
