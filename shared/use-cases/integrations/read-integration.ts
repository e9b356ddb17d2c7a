import { notFound } from '../../errors.ts';
import { getIntegration, type StoredIntegration } from '../../store/integrations.ts';
import type { Deps } from '../deps.ts';
import { testAccess } from './test-access.ts';

/** The organization's integration; `refresh` tests the access first. */
export async function readIntegration(
  deps: Pick<Deps, 'rows' | 'vaults' | 'clock' | 'azure' | 'log' | 'telemetry'>,
  { organizationId, id, refresh }: { organizationId: string; id: string; refresh: boolean },
): Promise<StoredIntegration> {
  const found = await getIntegration(deps.rows, organizationId, id);
  if (found === undefined) throw notFound('integration');
  return refresh ? testAccess(deps, found) : found;
}
