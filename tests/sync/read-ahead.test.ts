import { setImmediate } from 'node:timers/promises';
import { taskQueue } from '../../functions/queues/tasks.ts';
import type { Rows } from '../../shared/ports/rows.ts';
import { interposed } from './interposed.ts';
import { createSyncWorld, type SyncWorld } from './world.ts';

const size = 250;

/** A vault to import from, into a project that is there. */
async function createImport() {
  const world = await createSyncWorld();
  await world.addProject('web');
  for (let number = 1000; number < 1000 + size; number += 1) {
    world.vault.secrets.put({ name: `production-web-KEY${number}`, value: `value ${number}` });
  }
  const pull = await world.addPull();
  return { world, pull };
}

/** The ports, but something happens before values are written. */
function beforeWriting({ app: { deps } }: SyncWorld, act: () => Promise<void>): Rows {
  return {
    ...deps.rows,
    async write(table, ...rest) {
      if (table === 'parameters') await act();
      return deps.rows.write(table, ...rest);
    },
  };
}

async function passed(moments: number): Promise<void> {
  for (let moment = 0; moment < moments; moment += 1) await setImmediate();
}

describe('an import', () => {
  test('reads the next secrets while those before them are stored', async () => {
    const { world, pull } = await createImport();
    const rows = beforeWriting(world, async () => {
      // Ends only because the second batch does not wait for the first one.
      while (world.vault.calls.get < 200) await setImmediate();
    });
    await world.work({ ...world.app.deps, rows });
    expect((await world.latest('pulls', pull.id)).task).toMatchObject({ state: 'success', counts: { create: size } });
    expect(world.vault.calls.get).toBe(size);
  });

  test('leaves no request to the vault behind when storing fails', async () => {
    const { world } = await createImport();
    let underWay = 0;
    const slow = interposed(world, 'get', async () => {
      underWay += 1;
      await passed(20);
      underWay -= 1;
    });
    const leases: typeof slow.leases = {
      async acquire(...args) {
        const lease = await slow.leases.acquire(...args);
        return lease && { ...lease, release: () => expect(underWay).toBe(0) ?? lease.release() };
      },
    };
    const rows = beforeWriting(world, async () => {
      // Amid the second batch.
      while (world.vault.calls.get < 110) await setImmediate();
      throw new Error('the storage is away');
    });
    const [job] = world.app.jobs.takeDueTasks();
    await expect(taskQueue.handle({ deps: { ...slow, leases, rows } }, job)).rejects.toThrow('the storage is away');
    expect(underWay).toBe(0);
    const { get } = world.vault.calls;
    await passed(100);
    expect(world.vault.calls.get).toBe(get);
    expect(get).toBeLessThan(200);
  });

  test('keeps what it has read ahead when its time is up', async () => {
    const { world, pull } = await createImport();
    let end: Promise<void> | undefined;
    const deps = interposed(world, 'get', async () => {
      if (world.vault.calls.get >= 150) end ??= world.app.clock.advance(5 * 60_000);
      await end;
    });
    // Its time is up before the first batch is stored.
    const rows = beforeWriting(world, async () => {
      while (end === undefined) await setImmediate();
      await end;
    });
    const [job] = world.app.jobs.takeDueTasks();
    await taskQueue.handle({ deps: { ...deps, rows } }, job);
    const { task } = await world.latest('pulls', pull.id);
    expect(task.state).toBe('running');
    const { get } = world.vault.calls;
    expect(get).toBeGreaterThanOrEqual(150);
    expect(get).toBeLessThan(200);
    expect(Object.keys(await world.store())).toHaveLength(get);
    await world.work();
    expect((await world.latest('pulls', pull.id)).task).toMatchObject({ state: 'success', counts: { create: size } });
    expect(world.vault.calls.get).toBe(size);
  });

  test('reads nothing ahead when the vault refuses', async () => {
    const { world, pull } = await createImport();
    const deps = interposed(world, 'get', async () => {
      if (world.vault.calls.get >= 50) world.vault.permissions = new Set(['list']);
    });
    await world.work(deps);
    const { task } = await world.latest('pulls', pull.id);
    expect(task).toMatchObject({ state: 'failure', error_code: 'vault.forbidden-by-rbac' });
    // The second batch, of which every secret is refused, tells that it is not about single ones.
    expect(world.vault.calls.get).toBe(200);
  });
});
