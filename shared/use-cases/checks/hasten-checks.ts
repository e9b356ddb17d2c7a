import { hastened } from '../../domain/integration/check.ts';
import { listChecks, replaceChecks } from '../../store/checks.ts';
import { shardOf } from '../../store/checks-table.ts';
import { listIntegrations } from '../../store/integrations.ts';
import type { Deps } from '../deps.ts';

/**
 * Has the organization's integrations of a tenant tested as soon as possible that are not connected: somebody has just
 * consented there. Those that somebody else changes at this moment are being tested anyway.
 */
export async function hastenChecks(
  { rows, clock }: Pick<Deps, 'rows' | 'clock'>,
  { organizationId, tenantId }: { organizationId: string; tenantId: string },
): Promise<void> {
  const integrations = await listIntegrations(rows, organizationId);
  const ids = new Set(integrations.filter((one) => one.tenantId === tenantId).map(({ id }) => id));
  if (ids.size === 0) return;
  const checks = await listChecks(rows, organizationId);
  const waiting = checks.filter(({ integrationId, status }) => ids.has(integrationId) && status !== 'connected');
  const updates = waiting.map((was) => ({ was, next: hastened(was, clock.now()) }));
  await replaceChecks(rows, shardOf(organizationId), updates);
}
