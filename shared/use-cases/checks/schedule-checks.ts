import pLimit from 'p-limit';
import { isDueInPeriod } from '../../domain/integration/check.ts';
import { everyCheck } from '../../store/checks.ts';
import { shards } from '../../store/checks-table.ts';
import type { Deps } from '../deps.ts';
import { CheckPromises } from './promise-checks.ts';

const shardsAtOnce = 4;
/** Milliseconds that a timer may fire early, by its host's clock. */
const early = 5_000;

/**
 * The timer's turn: asks for a test of every integration that has had none in it. However often and however late it
 * fires, and whoever else does: one turn tests an integration once. Costs a request per 1,000 integrations (and
 * partition), a transaction per 100 and a message per 50 of those that are due.
 */
export async function scheduleChecks(
  deps: Pick<Deps, 'rows' | 'jobs' | 'clock' | 'random' | 'log' | 'checkSchedule'>,
): Promise<void> {
  const { rows, clock, log, checkSchedule } = deps;
  const period = checkSchedule.turnAt(new Date(clock.now().getTime() + early));
  const promises = new CheckPromises(deps, period);
  await pLimit(shardsAtOnce).map(shards, async (shard) => {
    for await (const check of everyCheck(rows, shard)) {
      if ('unreadable' in check) log.error('check.not-understood', { key: check.unreadable });
      else if (isDueInPeriod(check, period, clock.now())) await promises.add(shard, check);
    }
  });
  await promises.finish();
  const { checks, messages } = promises;
  log.info('checks.scheduled', { period: period.toISOString(), checks, messages });
}
