import pLimit from 'p-limit';
import type { Rows } from '../../ports/rows.ts';
import { countActionsOf } from '../../store/actions-table.ts';
import { listIntegrations } from '../../store/integrations.ts';

const readAtOnce = 16;

/** How many imports and pushes an organization has: a range of its integrations, and one for each of them. */
export async function countActions(rows: Rows, organizationId: string): Promise<number> {
  const integrations = await listIntegrations(rows, organizationId);
  const counts = await pLimit(readAtOnce).map(integrations, ({ id }) => countActionsOf(rows, organizationId, id));
  return counts.reduce((sum, count) => sum + count, 0);
}
