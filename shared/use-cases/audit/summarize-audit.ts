import { countStream, readOrdinals } from '../../store/audit-stream.ts';
import type { Deps } from '../deps.ts';
import { settleAudit } from './settle-audit.ts';

/** How many entries the organization has, and when the first one was made. */
export async function summarizeAudit(
  deps: Pick<Deps, 'rows' | 'clock' | 'random'>,
  { organizationId }: { organizationId: string },
): Promise<{ total: number; earliest?: Date }> {
  await settleAudit(deps, organizationId);
  const snapshot = await countStream(deps.rows, organizationId, [], deps.clock.now());
  const [oldest] = await readOrdinals(deps.rows, snapshot, 1, Math.min(1, snapshot.count));
  return { total: snapshot.count, earliest: oldest?.at };
}
