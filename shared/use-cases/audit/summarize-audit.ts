import { countStream, readOrdinals } from '../../store/audit-stream.ts';
import type { Deps } from '../deps.ts';
import { settleAudit } from './settle-audit.ts';

/** How many entries the organization has, and when the first of them was made. */
export async function summarizeAudit(
  deps: Pick<Deps, 'rows' | 'clock' | 'random'>,
  { organizationId }: { organizationId: string },
): Promise<{ total: number; earliest?: Date }> {
  await settleAudit(deps, organizationId);
  const snapshot = await countStream(deps.rows, organizationId, [], deps.clock.now());
  const total = snapshot.newest - snapshot.removed;
  const [oldest] = await readOrdinals(deps.rows, snapshot, snapshot.removed + 1, Math.min(1, total));
  return { total, earliest: oldest?.at };
}
