import { buildApp } from '../scripts/build-app.ts';
import type { Figure } from './figure.ts';
import { type HealthRun, runHealth } from './health-run.ts';

/** Seconds for a turn of the timer, of however many integrations. */
const mostSeconds = 300;
/** Vaults that never answer: one of so many. */
const silentEvery = 20;
const perTenant = 20;

/**
 * A turn of the timer over integrations that are all due at once, by one host with one worker: first a tenth of them,
 * with and without vaults that never answer, then all. Counts are those of the turn: its messages, the requests of
 * tables, vaults and tokens.
 */
export async function benchHealth({ small }: { small: boolean }): Promise<Figure[]> {
  await buildApp();
  const many = small ? 200 : 10_000;
  const few = many / 10;
  const fine = await runHealth({ count: few, perTenant });
  const some = await runHealth({ count: few, perTenant, silentEvery });
  const all = await runHealth({ count: many, perTenant, silentEvery });
  const name = `${many} integrations`;
  return [
    {
      case: `${few} integrations, one of ${silentEvery} vaults never answers: all others tested`,
      value: some.othersTested,
      unit: 's',
      bound: fine.othersTested,
    },
    {
      case: `${name}, one of ${silentEvery} never answers: all tested`,
      value: all.allTested,
      unit: 's',
      bound: mostSeconds,
      target: 1,
    },
    { case: `${name}: all that answer tested`, value: all.othersTested, unit: 's', bound: mostSeconds, target: 1 },
    ...counts(name, many, all),
    { case: `peak memory of the worker, ${few} integrations`, value: some.memory, unit: 'MiB' },
    { case: `peak memory of the worker, ${name}`, value: all.memory, unit: 'MiB', bound: some.memory, target: 1.2 },
  ];
}

function counts(name: string, count: number, run: HealthRun): Figure[] {
  return [
    { case: `${name}: messages`, value: run.messages, unit: 'messages', bound: Math.ceil(count / 50), target: 1 },
    { case: `${name}: table storage, in all`, value: run.tables, unit: 'requests', bound: count, target: 2 },
    { case: `${name}: most to one vault`, value: run.mostOfVault, unit: 'requests', bound: 5, target: 1 },
    { case: `${name}: most tests of a vault that answers`, value: run.mostTests, unit: 'times', bound: 1, target: 1 },
    { case: `${name}: most for tokens of one tenant`, value: run.mostOfTenant, unit: 'requests', bound: 1, target: 1 },
  ];
}
