import { notFound } from '../../errors.ts';
import { getIntegration } from '../../store/integrations.ts';
import type { Deps } from '../deps.ts';
import { getKnownIntegration, type KnownIntegration } from './know-access.ts';
import { testAccess } from './test-access.ts';

/** The organization's integration; `refresh` tests the access first. */
export async function readIntegration(
  deps: Pick<Deps, 'rows' | 'vaults' | 'news' | 'clock' | 'azure' | 'log' | 'telemetry'>,
  { organizationId, id, refresh }: { organizationId: string; id: string; refresh: boolean },
): Promise<KnownIntegration> {
  if (refresh) {
    const found = await getIntegration(deps.rows, organizationId, id);
    if (found === undefined) throw notFound('integration');
    return testAccess(deps, found);
  }
  const known = await getKnownIntegration(deps, { organizationId, id });
  if (known === undefined) throw notFound('integration');
  return known;
}
