import type { BuiltInType } from '../../domain/configuration/parameter-type.ts';
import type { Parameter } from '../../domain/configuration.ts';
import type { Stored } from '../../domain/stored.ts';
import type { Announced } from '../../domain/types/announcement.ts';
import type { CustomType } from '../../domain/types/parameter-type.ts';
import { Overtaken } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';
import { checkStoredValues } from './check-stored-values.ts';
import type { PlacesOfValues } from './places-of-values.ts';
import { takeAnnouncementsBack } from './take-announcements-back.ts';

/**
 * Where values that are set on a parameter would break what is only announced: makes the announcements void and rejects
 * with `Overtaken`. Nobody is refused for a rule that does not hold, and that perhaps nobody is about to make any more.
 */
export async function overruleAnnounced(
  deps: Pick<Deps, 'rows' | 'cipher'>,
  {
    parameter,
    base,
    announced: { rules, by },
    places,
  }: {
    parameter: Parameter;
    base: BuiltInType;
    announced: Announced<Stored<CustomType>>;
    places: PlacesOfValues;
  },
): Promise<void> {
  const violations = await checkStoredValues(deps, { parameter, demands: { base, rules }, places });
  if (violations.length === 0) return;
  await takeAnnouncementsBack(deps, by);
  throw new Overtaken();
}
