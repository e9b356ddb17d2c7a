import type { Limits } from '../../domain/limits.ts';
import { getOrganization } from '../../store/organizations.ts';
import type { Deps } from '../deps.ts';

/** For so many milliseconds a process takes an organization's limits for what they were. */
const memory = 300_000;

/** The organization's limits: its own where an operator has set them, otherwise those of the settings. A lookup now and then. */
export async function limitsOf(
  { rows, limits }: Pick<Deps, 'rows' | 'limits'>,
  organizationId: string,
): Promise<Limits> {
  const organization = await getOrganization(rows, organizationId, { maxAge: memory });
  return { ...limits, ...organization?.limits };
}
