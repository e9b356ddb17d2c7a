import type { Rows } from '../../shared/ports/rows.ts';
import type { Vault } from '../../shared/ports/vaults.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { createSyncWorld, type SyncWorld } from './world.ts';

class Killed extends Error {}

/**
 * Ports of a process that is killed at its n-th call to the outside: before that call has an effect, or after it.
 * From then on nothing of the process reaches the outside any more, so that it does not release its lease either.
 */
function mortal({ app: { deps } }: SyncWorld, { calls, after }: { calls: number; after: boolean }) {
  let left = calls;
  const state = { killed: false };
  async function call<T>(act: () => Promise<T>): Promise<T> {
    left -= 1;
    if (state.killed || (left <= 0 && !after)) {
      state.killed = true;
      throw new Killed();
    }
    const result = await act();
    if (left <= 0) {
      state.killed = true;
      throw new Killed();
    }
    return result;
  }
  const rows: Rows = {
    get: (...args) => call(() => deps.rows.get(...args)),
    range: (...args) => call(() => deps.rows.range(...args)),
    write: (...args) => call(() => deps.rows.write(...args)),
  };
  const open = (address: Parameters<Deps['vaults']['open']>[0]): Vault => {
    const vault = deps.vaults.open(address);
    return {
      async *list(options) {
        for await (const page of vault.list(options)) yield await call(async () => page);
      },
      get: (...args) => call(() => vault.get(...args)),
      set: (...args) => call(() => vault.set(...args)),
      delete: (...args) => call(() => vault.delete(...args)),
      recover: (...args) => call(() => vault.recover(...args)),
      probe: (...args) => call(() => vault.probe(...args)),
      traffic: () => vault.traffic(),
      occupy: (recent) => vault.occupy(recent),
    };
  };
  const leases: Deps['leases'] = {
    async acquire(name, seconds) {
      const lease = await deps.leases.acquire(name, seconds);
      if (lease === undefined) return undefined;
      return { renew: () => call(() => lease.renew()), release: () => call(() => lease.release()) };
    },
  };
  const jobs: Deps['jobs'] = {
    ...deps.jobs,
    enqueueTask: (...args) => call(() => deps.jobs.enqueueTask(...args)),
  };
  const news: Deps['news'] = {
    tell: (...args) => call(() => deps.news.tell(...args)),
    deliver: (...args) => call(() => deps.news.deliver(...args)),
  };
  return { deps: { ...deps, rows, vaults: { open }, leases, jobs, news }, state };
}

/** Kills the work at its n-th call, and lets the queue deliver the message again once the lease has run out. */
async function workWithKill(world: SyncWorld, n: number, after: boolean): Promise<boolean> {
  const jobs = world.app.jobs.takeDueTasks();
  const { deps, state } = mortal(world, { calls: n, after });
  for (const job of jobs) {
    const { taskQueue } = await import('../../functions/queues/tasks.ts');
    const outcome = await taskQueue.handle({ deps }, job).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (outcome !== undefined && !state.killed) throw outcome;
    if (!state.killed) continue;
    await world.app.clock.advance(61_000);
    await world.app.deps.jobs.enqueueTask(job);
  }
  await world.work();
  return state.killed;
}

/** Tries every moment, until a run ends before the moment comes. */
async function atEveryMoment(
  prepare: () => Promise<{ world: SyncWorld; check: () => Promise<void> }>,
): Promise<number> {
  let moments = 0;
  for (const after of [false, true]) {
    for (let n = 1; ; n += 1) {
      const { world, check } = await prepare();
      const killed = await workWithKill(world, n, after);
      await check();
      if (!killed) break;
      moments += 1;
    }
  }
  return moments;
}

test('a push that is killed at any moment ends as if it had not been', async () => {
  const moments = await atEveryMoment(async () => {
    const world = await createSyncWorld();
    await world.addProject('web');
    for (const name of ['A', 'B', 'C', 'GONE']) await world.setValue('web', 'production', name, 'one');
    const push = await world.addPush(['web']);
    await world.work();
    await world.later();
    await world.setValue('web', 'production', 'A', 'two');
    await world.setValue('web', 'production', 'GONE', null);
    await world.setValue('web', 'production', 'NEW', 'one');
    await world.app.request('POST', `${world.path}pushes/${push.id}/sync/`);
    return {
      world,
      async check() {
        expect(world.secrets()).toEqual({
          'production-web-A': ['one', 'two'],
          'production-web-B': ['one'],
          'production-web-C': ['one'],
          'production-web-NEW': ['one'],
        });
        const { task, steps } = await world.latest('pushes', push.id);
        expect(task).toMatchObject({ state: 'success' });
        expect(task.counts).toEqual({ create: 1, update: 1, delete: 1, unchanged: 2, skipped: 0, failed: 0 });
        expect(steps.map((step: { operation: string }) => step.operation).sort()).toEqual([
          'create',
          'delete',
          'update',
        ]);
        expect((await world.sync('pushes', push.id)).steps).toEqual([]);
      },
    };
  });
  expect(moments).toBeGreaterThan(50);
});

test('an import that is killed at any moment ends as if it had not been', async () => {
  const moments = await atEveryMoment(async () => {
    const world = await createSyncWorld();
    for (const name of ['qa-web-A', 'qa-web-B', 'production-shop-A']) world.vault.secrets.put({ name, value: name });
    await world.later();
    const pull = await world.addPull();
    return {
      world,
      async check() {
        expect(await world.store()).toEqual({
          'qa/web/A': 'qa-web-A',
          'qa/web/B': 'qa-web-B',
          'production/shop/A': 'production-shop-A',
        });
        const { task } = await world.latest('pulls', pull.id);
        expect(task).toMatchObject({ state: 'success' });
        expect(task.counts).toEqual({ create: 6, update: 0, delete: 0, unchanged: 0, skipped: 0, failed: 0 });
        expect((await world.sync('pulls', pull.id)).steps).toEqual([]);
      },
    };
  });
  expect(moments).toBeGreaterThan(50);
});
