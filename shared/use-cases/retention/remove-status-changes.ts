import { cutoff } from '../../domain/retention/cutoff.ts';
import { listIntegrations } from '../../store/integrations.ts';
import { deleteChangesBefore } from '../../store/status-history.ts';
import type { SweepPart } from './sweep.ts';

/** Removes changes of status of long ago; the newest of each integration stays. A range for each integration. */
export const removeStatusChanges: SweepPart = async function* (
  { rows, clock, retention },
  organizationId,
  tell,
  after,
) {
  const before = cutoff(retention.statusDays, clock.now());
  if (before === undefined) return;
  for (const { id: integrationId } of await listIntegrations(rows, organizationId)) {
    if (integrationId <= after) continue;
    tell('status-changes', await deleteChangesBefore(rows, { organizationId, integrationId }, before));
    yield integrationId;
  }
};
