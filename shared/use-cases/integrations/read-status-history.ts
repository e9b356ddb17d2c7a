import type { StatusChange } from '../../domain/integration/status-change.ts';
import { notFound } from '../../errors.ts';
import { listStatusChanges } from '../../store/status-history.ts';
import type { Deps } from '../deps.ts';
import { getKnownIntegration, type KnownIntegration } from './know-access.ts';

/** The integration, and how its status changed: the newest first. */
export async function readStatusHistory(
  deps: Pick<Deps, 'rows'>,
  { organizationId, id }: { organizationId: string; id: string },
): Promise<{ integration: KnownIntegration; changes: StatusChange[] }> {
  const [integration, changes] = await Promise.all([
    getKnownIntegration(deps, { organizationId, id }),
    listStatusChanges(deps.rows, { organizationId, integrationId: id }),
  ]);
  if (integration === undefined) throw notFound('integration');
  return { integration, changes };
}
