import pLimit from 'p-limit';
import { isDueSoon } from '../../domain/integration/check.ts';
import { listSoon, readChecks } from '../../store/checks.ts';
import { shards } from '../../store/checks-table.ts';
import type { Deps } from '../deps.ts';
import { CheckPromises } from './promise-checks.ts';

const shardsAtOnce = 8;

/**
 * Asks for a test of what is to be tested before the timer's turn: what failed, and may be granted or have taken effect
 * by now. Costs a range for each partition while there is nothing.
 */
export async function scheduleSoonChecks(
  deps: Pick<Deps, 'rows' | 'jobs' | 'clock' | 'random' | 'log'>,
): Promise<void> {
  const { rows, clock, log } = deps;
  const promises = new CheckPromises(deps);
  await pLimit(shardsAtOnce).map(shards, async (shard) => {
    const soon = await listSoon(rows, shard, clock.now());
    if (soon.length === 0) return;
    for (const check of await readChecks(rows, shard, soon)) {
      if (isDueSoon(check, clock.now())) await promises.add(shard, check);
    }
  });
  await promises.finish();
  const { checks, messages } = promises;
  if (checks > 0) log.info('checks.scheduled', { soon: true, checks, messages });
}
