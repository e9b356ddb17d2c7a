import pLimit from 'p-limit';
import { noticeEnd } from '../../domain/expiry/expiry.ts';
import { secretsExpiring } from '../../domain/news/secrets-expiring.ts';
import { type DueIntegration, dueIntegrations, forgetDue, listExpiries, markTold } from '../../store/expiries.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';
import { announce } from '../news/announce.ts';

/** How many secrets an event names: it has to fit into a message. */
const mostSecrets = 50;
const integrationsAtOnce = 8;

type TellDeps = Pick<Deps, 'rows' | 'news' | 'clock' | 'log' | 'expiry'>;

/**
 * Tells of every imported secret that is about to expire and was not told yet, in all organizations. Costs a range, and for
 * each integration in which something new is about to expire a range and a write.
 */
export async function tellExpiring(deps: TellDeps): Promise<void> {
  const limit = pLimit(integrationsAtOnce);
  const all: Promise<void>[] = [];
  for await (const due of dueIntegrations(deps.rows, noticeEnd(deps.clock.now(), deps.expiry.noticeDays))) {
    const tell = async () => {
      try {
        if (await tellExpiringOf(deps, due)) await forgetDue(deps.rows, due);
      } catch (error) {
        // One integration that cannot be read must not keep the others from being told.
        const { organizationId, integrationId } = due;
        deps.log.error('expiry.untold', { organizationId, integrationId, error });
      }
    };
    all.push(limit(tell));
  }
  await Promise.all(all);
}

/**
 * The same for one integration. What was told is marked afterwards: cut off in between it is told again, under the same id.
 * Returns whether everything was told.
 */
export async function tellExpiringOf(
  deps: TellDeps,
  { organizationId, integrationId }: DueIntegration,
): Promise<boolean> {
  const now = deps.clock.now();
  return untilUncontended(async () => {
    const expiring = await listExpiries(deps.rows, integrationId, noticeEnd(now, deps.expiry.noticeDays));
    const untold = expiring.filter(({ toldAt }) => toldAt === undefined);
    for (let start = 0; start < untold.length; start += mostSecrets) {
      const some = untold.slice(start, start + mostSecrets);
      if (!(await announce(deps, secretsExpiring({ organizationId, integrationId }, some, now)))) return false;
      await markTold(deps.rows, integrationId, some, now);
    }
    return true;
  });
}
