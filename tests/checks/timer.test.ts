import { parseSchedule } from '../../shared/domain/schedule.ts';
import { insertIntegration } from '../../shared/store/integrations.ts';
import { createCheckWorld, quarter, tenantId } from './world.ts';

const all = (count: number, times: number) => Array(count).fill(times);

describe("the timer's turn", () => {
  test('has every integration tested, by one message for fifty of them, and says when', async () => {
    const world = await createCheckWorld({ vaults: 120 });
    await world.app.clock.advance(quarter);
    await world.timer();
    expect(await world.work()).toBe(3);
    expect(world.takeProbes()).toEqual(all(120, 1));
    const at = world.app.clock.now().toISOString();
    expect(await world.read(7)).toMatchObject({ status: 'connected', status_last_checked_at: at });
  });

  test('tests nothing twice, however often and however late it fires', async () => {
    const world = await createCheckWorld({ vaults: 3 });
    await world.app.clock.advance(quarter);
    await Promise.all([world.timer(), world.timer()]);
    await world.timer();
    await world.work();
    await world.app.clock.advance(8 * 60_000);
    await world.timer();
    await world.work();
    expect(world.takeProbes()).toEqual(all(3, 1));
    // Late, and then in time for the next turn.
    await world.app.clock.advance(quarter);
    await world.timer();
    await world.work();
    expect(world.takeProbes()).toEqual(all(3, 1));
    await world.app.clock.advance(6 * 60_000);
    await world.timer();
    await world.work();
    expect(world.takeProbes()).toEqual(all(3, 1));
  });

  test('costs the loser of two timers that fire at once little', async () => {
    const world = await createCheckWorld({ vaults: 100 });
    await world.app.clock.advance(quarter);
    let transactions = 0;
    const { write } = world.app.rows;
    world.app.rows.write = (table, ...rest) => {
      if (table === 'checks') transactions += 1;
      return write(table, ...rest);
    };
    await Promise.all([world.timer(), world.timer()]);
    expect(transactions).toBeLessThan(8);
    expect(await world.work()).toBe(2);
    expect(world.takeProbes()).toEqual(all(100, 1));
  });

  test('is one turn, though its host was a little early', async () => {
    const world = await createCheckWorld({ vaults: 2 });
    const turn = 15 * 60_000 - 50;
    const since = world.app.clock.now().getTime() % quarter;
    await world.app.clock.advance(turn - since);
    await world.timer();
    await world.work();
    expect(world.takeProbes()).toEqual(all(2, 1));
    await world.app.clock.advance(60);
    await world.timer();
    await world.work();
    expect(world.takeProbes()).toEqual(all(2, 0));
  });

  test('leaves what was tested on demand since it was due', async () => {
    const world = await createCheckWorld({ vaults: 2 });
    await world.app.clock.advance(quarter);
    await world.app.request('GET', `/api/v1/integrations/azure/key_vault/${world.ids[0]}/?refresh_status=true`);
    world.takeProbes();
    await world.timer();
    await world.work();
    expect(world.takeProbes()).toEqual([0, 1]);
  });

  test('comes when the settings say', async () => {
    const checkSchedule = parseSchedule('0 0 3 * * *');
    if (checkSchedule === undefined) throw new Error('no schedule');
    const world = await createCheckWorld({ vaults: 1, deps: { checkSchedule } });
    await world.app.clock.advance(2 * 3_600_000);
    await world.timer();
    expect(await world.work()).toBe(0);
    await world.app.clock.advance(3_600_000);
    await world.timer();
    expect(await world.work()).toBe(1);
  });
});

describe('what is cut off', () => {
  test('between promise and message: the next turn promises anew, and a late message finds nothing', async () => {
    const world = await createCheckWorld({ vaults: 2 });
    await world.app.clock.advance(quarter);
    const killed = new Error('killed');
    const jobs = { ...world.app.deps.jobs, enqueueChecks: () => Promise.reject(killed) };
    await expect(world.timer({ ...world.app.deps, jobs })).rejects.toBe(killed);
    await world.timer();
    expect(await world.work()).toBe(0);
    // The promise runs out after ten minutes, in the same turn.
    await world.app.clock.advance(10 * 60_000);
    await world.timer();
    const [job] = world.app.jobs.takeChecks();
    if (job === undefined) throw new Error('no message');
    await world.deliver({ ...job, claim: 'of a run before' });
    expect(world.takeProbes()).toEqual([0, 0]);
    await world.deliver(job);
    expect(world.takeProbes()).toEqual([1, 1]);
  });

  test('a message that comes twice, one after the other or at once, tests once', async () => {
    const world = await createCheckWorld({ vaults: 2 });
    await world.app.clock.advance(quarter);
    await world.timer();
    const [job] = world.app.jobs.takeChecks();
    if (job === undefined) throw new Error('no message');
    await Promise.all([world.deliver(job), world.deliver(job)]);
    await world.deliver(job);
    expect(world.takeProbes()).toEqual([1, 1]);
  });

  test('a worker that dies in the middle of a test: not again in this turn, but in the next', async () => {
    const world = await createCheckWorld({ vaults: 2 });
    await world.app.clock.advance(quarter);
    await world.timer();
    const [job] = world.app.jobs.takeChecks();
    if (job === undefined) throw new Error('no message');
    const never = new Promise<never>(() => undefined);
    const open = (...args: Parameters<typeof world.app.deps.vaults.open>) => ({
      ...world.app.deps.vaults.open(...args),
      probe: async () => {
        await world.app.deps.vaults.open(...args).probe();
        return never;
      },
    });
    // Whatever it would still have done does not happen: nobody waits for it.
    void world.deliver(job, { ...world.app.deps, vaults: { open }, clock: { ...world.app.clock, sleep: () => never } });
    await world.app.clock.advance(12 * 60_000);
    expect(world.takeProbes()).toEqual([1, 1]);
    await world.deliver(job);
    await world.timer();
    expect(await world.work()).toBe(0);
    await world.app.clock.advance(3 * 60_000);
    await world.timer();
    await world.work();
    expect(world.takeProbes()).toEqual([1, 1]);
  });

  test('a creation: the check that it left goes by itself, though not while it may still be going on', async () => {
    const world = await createCheckWorld({ vaults: 1 });
    const before = await world.rowKeys();
    const { rows } = world.app;
    const { write } = rows;
    let killed = false;
    rows.write = async (table, ...rest) => {
      killed ||= table === 'integrations';
      if (killed) throw new Error('killed');
      return write(table, ...rest);
    };
    await expect(world.connect('other')).rejects.toThrow();
    rows.write = write;
    expect(await world.rowKeys()).toHaveLength(before.length + 2);
    await world.timer();
    await world.work();
    expect(await world.rowKeys()).not.toEqual(before);
    await world.app.clock.advance(quarter);
    await world.timer();
    await world.work();
    expect(await world.rowKeys()).toEqual(before);
  });

  test('an integration without a check is found once a day, shown meanwhile, and tested', async () => {
    const world = await createCheckWorld({ vaults: 1 });
    const now = world.app.clock.now();
    const id = 'd2f6a1f8-2f5c-4b0e-9f5e-1f2d3c4b5a69';
    const { organizationId } = world;
    const old = { id, organizationId, tenantId, vaultName: 'old', description: '', writable: false, resourceTags: {} };
    await insertIntegration(world.app.rows, { ...old, createdAt: now, modifiedAt: now });
    world.app.vaults.add({ tenantId, vaultName: 'old' });
    const read = async () => (await world.app.request('GET', `/api/v1/integrations/azure/key_vault/${id}/`)).json;
    expect(await read()).toMatchObject({ status: 'unknown', status_last_checked_at: null });
    await world.app.clock.advance(quarter);
    await world.timer();
    await world.watch();
    await world.work();
    expect(await read()).toMatchObject({ status: 'connected' });
  });
});

describe('the watchdog, which looks for tasks and for checks', () => {
  async function worldWithout(...broken: string[]) {
    const world = await createCheckWorld({ vaults: 1 });
    world.deny(0);
    await world.app.clock.advance(quarter);
    await world.timer();
    await world.work();
    await world.app.clock.advance(30_000);
    const { rows, telemetry } = world.app;
    const range: typeof rows.range = async (table, ...rest) => {
      if (broken.includes(table)) throw new Error(`no ${table}`);
      return rows.range(table, ...rest);
    };
    const look = () => world.watch({ ...world.app.deps, rows: { ...rows, range } });
    return { world, look, looks: () => telemetry.measurements.filter(({ name }) => name === 'tasks.open').length };
  }

  test('asks for what is due soon although tasks cannot be read, and fails', async () => {
    const { world, look, looks } = await worldWithout('openTasks');
    await expect(look()).rejects.toThrow('no openTasks');
    expect(await world.work()).toBe(1);
    expect(looks()).toBe(0);
  });

  test('looks at tasks although checks cannot be read, and fails', async () => {
    const { world, look, looks } = await worldWithout('checks');
    await expect(look()).rejects.toThrow('no checks');
    expect(await world.work()).toBe(0);
    expect(looks()).toBe(1);
  });

  test('fails for both reasons', async () => {
    const { look } = await worldWithout('openTasks', 'checks');
    await expect(look()).rejects.toMatchObject({ errors: [new Error('no openTasks'), new Error('no checks')] });
  });
});

describe('deleting', () => {
  test('that was cut off leaves a check, which goes with its next test', async () => {
    const world = await createCheckWorld({ vaults: 2 });
    const { rows } = world.app;
    const { write } = rows;
    rows.write = async (table, ...rest) => {
      if (table === 'checks') throw new Error('killed');
      return write(table, ...rest);
    };
    const path = `/api/v1/integrations/azure/key_vault/${world.ids[0]}/`;
    expect((await world.app.request('DELETE', path)).status).toBe(500);
    rows.write = write;
    const left = async () => (await world.rowKeys()).filter((key) => key.includes(world.ids[0] ?? ''));
    expect(await left()).toHaveLength(2);
    await world.app.clock.advance(quarter);
    await world.timer();
    await world.work();
    expect(await left()).toEqual([]);
    expect(world.takeProbes()).toEqual([0, 1]);
  });

  test('takes check and history away, also while a test goes on', async () => {
    const world = await createCheckWorld({ vaults: 2 });
    world.deny(0);
    await world.app.clock.advance(quarter);
    await world.timer();
    await world.work();
    expect((await world.rowKeys()).filter((key) => key.includes(world.ids[0] ?? '')).length).toBe(3 + 1);
    await world.app.clock.advance(quarter);
    await world.timer();
    const [job] = world.app.jobs.takeChecks();
    if (job === undefined) throw new Error('no message');
    const open = (...args: Parameters<typeof world.app.deps.vaults.open>) => ({
      ...world.app.deps.vaults.open(...args),
      async probe() {
        if (args[0].vaultName === 'vault-0')
          await world.app.request('DELETE', `/api/v1/integrations/azure/key_vault/${world.ids[0]}/`);
        return world.app.deps.vaults.open(...args).probe();
      },
    });
    await world.deliver(job, { ...world.app.deps, vaults: { open } });
    expect((await world.rowKeys()).filter((key) => key.includes(world.ids[0] ?? ''))).toEqual([]);
    expect(await world.read(1)).toMatchObject({ status_last_checked_at: world.app.clock.now().toISOString() });
  });
});
