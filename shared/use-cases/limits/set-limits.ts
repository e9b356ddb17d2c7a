import type { Limits } from '../../domain/limits.ts';
import { ServiceError } from '../../errors.ts';
import { getOrganization, replaceOrganization } from '../../store/organizations.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';

/**
 * Gives an organization limits of its own. Those that are not named stay as they are; null: that of the settings again.
 * Every process goes by it within five minutes. Returns the organization's own ones. Rejects with `object.not-found`.
 */
export async function setLimits(
  { rows }: Pick<Deps, 'rows'>,
  organizationId: string,
  changes: { [Name in keyof Limits]?: number | null },
): Promise<Partial<Limits>> {
  return untilUncontended(async () => {
    const organization = await getOrganization(rows, organizationId);
    if (organization === undefined) throw new ServiceError('object.not-found', 'There is no such organization.');
    const changed = Object.entries({ ...organization.limits, ...changes });
    const limits: Partial<Limits> = Object.fromEntries(changed.filter(([, limit]) => limit !== null));
    await replaceOrganization(rows, { ...organization, limits });
    return limits;
  });
}
