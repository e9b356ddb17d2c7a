import type { TaskJob } from '../../../ports/jobs.ts';
import { getIntegration } from '../../../store/integrations.ts';
import type { Deps } from '../../deps.ts';

/**
 * Name of the lease without which nobody works on a vault. It is the vault's: two organizations that connect the same one
 * take turns as well.
 */
export async function vaultLease(
  { rows }: Pick<Deps, 'rows'>,
  { organizationId, integrationId }: Pick<TaskJob, 'organizationId' | 'integrationId'>,
): Promise<string> {
  const integration = await getIntegration(rows, organizationId, integrationId);
  if (integration === undefined) return `integration-${integrationId}`;
  return `vault-${integration.tenantId}-${integration.vaultName}`.toLowerCase();
}
