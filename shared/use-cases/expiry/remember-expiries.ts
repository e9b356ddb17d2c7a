import { noticeEnd } from '../../domain/expiry/expiry.ts';
import { planExpiries } from '../../domain/expiry/plan-expiries.ts';
import type { ImportSelection } from '../../domain/sync/select-imports.ts';
import { changeExpiries, type DueIntegration, listExpiries } from '../../store/expiries.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';
import { tellExpiringOf } from './tell-expiring.ts';

/**
 * Keeps what a pull's listing of the vault says of expiries, and tells what is about to expire. Costs a range, and writes
 * only for what has changed.
 */
export async function rememberExpiries(
  deps: Pick<Deps, 'rows' | 'news' | 'clock' | 'log' | 'expiry'>,
  integration: DueIntegration,
  { actionId, selection }: { actionId: string; selection: ImportSelection },
): Promise<void> {
  const isNew = await untilUncontended(async () => {
    const known = await listExpiries(deps.rows, integration.integrationId);
    const changes = planExpiries(known, selection, actionId);
    if (changes.put.length + changes.delete.length > 0) await changeExpiries(deps.rows, integration, changes);
    const gone = new Set<object>(changes.delete);
    const current = [...known.filter((each) => !gone.has(each)), ...changes.put];
    const until = noticeEnd(deps.clock.now(), deps.expiry.noticeDays);
    return current.some(({ expires, toldAt }) => expires <= until && toldAt === undefined);
  });
  if (isNew) await tellExpiringOf(deps, integration);
}
