import { retentionTimer } from '../../functions/timers/retention.ts';
import type { Rows } from '../../shared/ports/rows.ts';
import { StorageFault } from '../../shared/ports/storage-fault.ts';
import { createSyncWorld, type SyncWorld } from '../sync/world.ts';
import { day, fire, hasty, lastTurn, round } from './turn.ts';

let world: SyncWorld;
let runs: { push: string; tasks: string[] }[];

/** Pushes that ran twice, consents, values that were replaced, and a deletion that was cut off: all of it long ago. */
beforeEach(prepare);

async function prepare(): Promise<void> {
  world = await createSyncWorld();
  const { app } = world;
  await world.addProject('web');
  await world.setValue('web', 'default', 'A', 'one');
  runs = [];
  for (const name of ['one', 'two']) {
    const { id: push } = await world.addPush(['web'], {
      name,
      resource: `${name}-{{ environment }}-{{ project }}-{{ parameter }}`,
    });
    await world.work();
    const first = (await world.latest('pushes', push)).task.id;
    await world.later();
    await world.setValue('web', 'default', 'A', name);
    const second = (await world.sync('pushes', push)).task.id;
    runs.push({ push, tasks: [first, second] });
  }
  await app.request('POST', '/api/v1/integrations/azure/key_vault/consents/', { body: {} });
  await app.clock.advance(400 * day);
  // What is to go of the values is announced.
  await fire(app, { retention: { ...app.deps.retention, taskDays: 0, auditDays: 0, statusDays: 0, consentDays: 0 } });
  await app.clock.advance(2 * day);
}

/** Every row of the service by table and partition, as far as what is removed is in it. */
async function everything(): Promise<string[]> {
  const { app, organizationId, integrationId } = world;
  const project = (await app.request('GET', '/api/v1/projects/')).json.results[0].id;
  const partitions: [string, string][] = [
    ...runs.flatMap(({ push, tasks }): [string, string][] => [
      ['tasks', `${organizationId}!${push}`],
      ...tasks.map((id): [string, string] => ['steps', id]),
    ]),
    ['actions', `${organizationId}!${integrationId}`],
    ['audit', organizationId],
    ['audit', `${organizationId}!action!create`],
    ['audit', `${organizationId}!objectId!${project}`],
    ['parameters', `${organizationId}!${project}`],
    ['configuration', organizationId],
    ['consents', 'due'],
  ];
  const keys: string[] = [];
  for (const [table, partition] of partitions) {
    for (const { rowKey } of (await app.rows.range(table, partition)).rows)
      keys.push(`${table} ${partition} ${rowKey}`);
  }
  return keys;
}

class Killed extends Error {}

/** Rows of a process that is killed at its n-th request: before it has an effect, or after it. */
function mortal({ get, range, write }: Rows, calls: number, after: boolean) {
  const state = { left: calls, killed: false };
  const call = async <T>(act: () => Promise<T>): Promise<T> => {
    state.left -= 1;
    if (state.killed || (state.left <= 0 && !after)) {
      state.killed = true;
      throw new Killed();
    }
    const result = await act();
    if (state.left <= 0) {
      state.killed = true;
      throw new Killed();
    }
    return result;
  };
  const rows: Rows = {
    get: (...input) => call(() => get(...input)),
    range: (...input) => call(() => range(...input)),
    write: (...input) => call(() => write(...input)),
  };
  return { rows, state };
}

test('a turn that is killed at any of its requests is gone on with, to the same end', async () => {
  await round(world.app);
  const expected = (await everything()).length;
  const total = Number(lastTurn(world.app).requests) + 3;
  expect(lastTurn(world.app)).toMatchObject({ tasks: 2, steps: 8, consents: 1, done: true });
  for (let n = 1; n <= total; n += 1) {
    await prepare();
    const dying = mortal(world.app.rows, n, n % 2 === 0);
    await fire(world.app, { rows: dying.rows }).catch(() => {});
    expect(dying.state.killed).toBe(true);
    await world.app.clock.advance(600_000);
    await round(world.app);
    expect([n, (await everything()).length]).toEqual([n, expected]);
  }
});

test('two turns at once remove everything once, and one of them stops', async () => {
  const { app } = world;
  const { measurements } = app.telemetry;
  await Promise.all([fire(app), fire(app)]);
  expect(measurements.filter(({ dimensions }) => dimensions.removed === 'tasks')).toHaveLength(1);

  // Even if the second takes the first for dead.
  await prepare();
  const slow = { ...hasty(world.app) };
  const { clock } = slow;
  let second: Promise<void> | undefined;
  slow.clock = {
    now: clock.now,
    async sleep(milliseconds) {
      await clock.sleep(milliseconds);
      if (second === undefined && world.app.telemetry.measurements.length >= 0) {
        await world.app.clock.advance(301_000);
        second = fire(world.app);
      }
    },
  };
  await retentionTimer.handle({ deps: slow });
  await second;
  await round(world.app);
  const removed = world.app.telemetry.measurements.filter(({ dimensions }) => dimensions.removed === 'steps');
  expect(removed.reduce((sum, { value }) => sum + value, 0)).toBe(8);
});

test('a turn asks the storage 20 times a second at most, and ends after four minutes; the next one goes on', async () => {
  const { app } = world;
  const began = app.clock.now().getTime();
  const times: number[] = [];
  const slow = async <T>(act: () => Promise<T>): Promise<T> => {
    times.push(app.clock.now().getTime());
    await app.clock.advance(9_000);
    return act();
  };
  const { get, range, write } = app.rows;
  const rows: Rows = {
    get: (...input) => slow(() => get(...input)),
    range: (...input) => slow(() => range(...input)),
    write: (...input) => slow(() => write(...input)),
  };
  await fire(app, { rows });
  expect(lastTurn(app).done).toBe(false);
  expect(app.clock.now().getTime() - began).toBeLessThan(300_000);
  for (let turns = 0; lastTurn(app).done === false; turns += 1) {
    expect(turns).toBeLessThan(10);
    await app.clock.advance(600_000);
    await fire(app, { rows });
  }

  await app.clock.advance(2 * day);
  times.length = 0;
  const fast = <T>(act: () => Promise<T>): Promise<T> => {
    times.push(app.clock.now().getTime());
    return act();
  };
  const quick: Rows = {
    get: (...input) => fast(() => get(...input)),
    range: (...input) => fast(() => range(...input)),
    write: (...input) => fast(() => write(...input)),
  };
  await fire(app, { rows: quick });
  const [first = 0] = times;
  expect(times.length).toBeGreaterThan(20);
  // Two at the beginning and one at the end belong to the turn itself.
  times.forEach((time, index) => {
    expect(time - first).toBeGreaterThanOrEqual((index - 3) * 50);
  });
});

test('while the storage is away a turn fails, and the next one goes on where it was', async () => {
  const { app } = world;
  const { range } = app.rows;
  const rows: Rows = {
    ...app.rows,
    range: async (table, ...rest) => {
      if (table === 'actions') throw new StorageFault('storage.unavailable');
      return range(table, ...rest);
    },
  };
  await expect(fire(app, { rows })).rejects.toMatchObject({ code: 'storage.unavailable' });
  await app.clock.advance(600_000);
  await round(app);
  expect(lastTurn(app)).toMatchObject({ tasks: 2, done: true });
});
