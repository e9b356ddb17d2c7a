import { taskQueue } from '../../functions/queues/tasks.ts';
import { watchdog } from '../../functions/timers/watchdog.ts';
import type { TaskJob } from '../../shared/ports/jobs.ts';
import type { MetricName } from '../../shared/ports/signals.ts';
import type { Vault } from '../../shared/ports/vaults.ts';
import { firstWaitingTasks, listWaitingTasks } from '../../shared/store/waiting-tasks.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { vaultLease } from '../../shared/use-cases/sync/tasks/vault-lease.ts';
import { createTestApp } from '../support/test-app.ts';
import { connectNeighbour, createSyncWorld, type SyncWorld, usual } from './world.ts';

const collection = '/api/v1/integrations/azure/key_vault/';

async function worldWithPlaces(tasksAtOnce: number) {
  const { limits } = (await createTestApp()).deps;
  return createSyncWorld({ deps: { limits: { ...limits, tasksAtOnce } } });
}

/** An import of another vault of the organization; returns its address. */
async function importFrom(world: SyncWorld, vaultName: string): Promise<string> {
  const { tenantId } = world.vault.address;
  world.app.vaults.add({ tenantId, vaultName });
  // Runs of the same millisecond are in no order.
  await world.app.clock.advance(10);
  const body = { tenant_id: tenantId, vault_name: vaultName, writable: true };
  const integration = await world.must(201, world.app.request('POST', collection, { body }));
  const pull = { name: 'import', resource: usual, create_environments: true, create_projects: true };
  return (await world.must(201, world.app.request('POST', `${integration.url}pulls/`, { body: pull }))).url;
}

/** Runs that stop where they list their vault until it is let go, and the order in which they came to it. */
function gated({ app: { deps } }: SyncWorld, isHeld: (vaultName: string) => boolean) {
  const gates = new Map<string, PromiseWithResolvers<void>>();
  const all = Promise.withResolvers<void>();
  const begun: string[] = [];
  let arrived = Promise.withResolvers<void>();
  const open: Deps['vaults']['open'] = (address) => {
    const vault = deps.vaults.open(address);
    const list: Vault['list'] = async function* (options) {
      begun.push(address.vaultName);
      arrived.resolve();
      const gate = gates.get(address.vaultName) ?? Promise.withResolvers<void>();
      gates.set(address.vaultName, gate);
      if (isHeld(address.vaultName)) await Promise.race([gate.promise, all.promise]);
      yield* vault.list(options);
    };
    return { ...vault, list };
  };
  const held: Deps = { ...deps, vaults: { open } };
  const runs: Promise<void>[] = [];
  return {
    begun,
    deps: held,
    /** Hands a message over, until its run is held or over. */
    async start(job: TaskJob | undefined): Promise<void> {
      arrived = Promise.withResolvers<void>();
      const run = taskQueue.handle({ deps: held }, job);
      runs.push(run);
      await Promise.race([run, arrived.promise.then(() => new Promise(setImmediate))]);
    },
    /** In the order in which they were started. */
    runs,
    letVaultGo(vaultName: string): void {
      gates.get(vaultName)?.resolve();
    },
    async letGo(): Promise<void> {
      all.resolve();
      await Promise.all(runs);
    },
  };
}

async function states(world: SyncWorld, actions: readonly string[]): Promise<string[]> {
  const found = await Promise.all(actions.map((url) => world.must(200, world.app.request('GET', url))));
  return found.map(({ latest_task: { state } }) => state);
}

describe('an organization that starts many runs at once', () => {
  test('has so many worked on as it may; another one begins while the rest waits, off the queue', async () => {
    const world = await worldWithPlaces(2);
    const neighbour = await connectNeighbour(world);
    const many: string[] = [];
    for (let n = 0; n < 7; n += 1) many.push(await importFrom(world, `many-${n}`));
    const single = await neighbour.addPull();
    const runs = gated(world, (name) => name.startsWith('many'));
    for (const job of world.app.jobs.takeDueTasks()) await runs.start(job);

    expect((await neighbour.latest('pulls', single.id)).task.state).toBe('success');
    expect(await states(world, many)).toEqual(['running', 'running', ...Array(5).fill('queued')]);
    expect(world.app.jobs.size).toBe(0);
    expect(runs.begun).toEqual(['many-0', 'many-1', 'contoso-production']);

    await runs.letGo();
    await world.work(runs.deps);
    expect(await states(world, many)).toEqual(Array(7).fill('success'));
    expect(runs.begun).toEqual(['many-0', 'many-1', 'contoso-production', ...[2, 3, 4, 5, 6].map((n) => `many-${n}`)]);
    expect(await listWaitingTasks(world.app.rows)).toEqual([]);
  });

  test('has those of one vault worked on one after the other, and those of another beside them', async () => {
    const world = await worldWithPlaces(2);
    const [one, two, three] = [
      await world.addPull({ name: 'one' }),
      await world.addPull({ name: 'two' }),
      await world.addPull({ name: 'three' }),
    ];
    const other = await importFrom(world, 'other');
    const runs = gated(world, (name) => name === 'contoso-production');
    for (const job of world.app.jobs.takeDueTasks()) await runs.start(job);
    expect(await states(world, [one.url, two.url, three.url, other])).toEqual([
      'running',
      'queued',
      'queued',
      'success',
    ]);
    expect(world.app.jobs.size).toBe(0);
    await runs.letGo();
    await world.work();
    expect(await states(world, [one.url, two.url, three.url])).toEqual(['success', 'success', 'success']);
  });

  test('has a place that came to one whose vault is busy passed on to the next', async () => {
    const world = await worldWithPlaces(2);
    const pulls = [await importFrom(world, 'other'), (await world.addPull({ name: 'one' })).url];
    await world.app.clock.advance(10);
    pulls.push((await world.addPull({ name: 'two' })).url, await importFrom(world, 'third'));
    const runs = gated(world, (name) => name !== 'third');
    for (const job of world.app.jobs.takeDueTasks()) await runs.start(job);
    expect(await states(world, pulls)).toEqual(['running', 'running', 'queued', 'queued']);
    runs.letVaultGo('other');
    await runs.runs[0];
    await world.work(runs.deps);
    expect(await states(world, pulls)).toEqual(['success', 'running', 'queued', 'success']);
    await runs.letGo();
    await world.work();
    expect(await states(world, pulls)).toEqual(Array(4).fill('success'));
  });

  test('has those that find others in the line join it without another question', async () => {
    const world = await worldWithPlaces(1);
    for (let n = 0; n < 4; n += 1) await importFrom(world, `many-${n}`);
    const { leases } = world.app.deps;
    const asked: string[] = [];
    world.app.deps.leases = {
      acquire(name, seconds) {
        asked.push(name);
        return leases.acquire(name, seconds);
      },
    };
    const runs = gated(world, () => true);
    for (const job of world.app.jobs.takeDueTasks()) await runs.start(job);
    // The first one for its place and its vault, the second one for the place.
    expect(asked).toHaveLength(3);
    expect(await listWaitingTasks(world.app.rows)).toHaveLength(3);
    await runs.letGo();
  });

  test('pays for one that need not wait with two looks at the line and the lease of a place', async () => {
    const world = await worldWithPlaces(3);
    const pull = await world.addPull();
    const { rows, leases } = world.app.deps;
    const asked = { looks: 0, leases: 0 };
    const counted: Deps = {
      ...world.app.deps,
      rows: {
        ...rows,
        range(table, ...others) {
          if (table === 'openTasks') asked.looks += 1;
          return rows.range(table, ...others);
        },
      },
      leases: {
        acquire(...input) {
          asked.leases += 1;
          return leases.acquire(...input);
        },
      },
    };
    for (const job of world.app.jobs.takeDueTasks()) await taskQueue.handle({ deps: counted }, job);
    expect(await states(world, [pull.url])).toEqual(['success']);
    // One of the leases is the vault's.
    expect(asked).toEqual({ looks: 2, leases: 2 });
  });

  test('may have limits of its own', async () => {
    const world = await worldWithPlaces(1);
    const { getOrganization, replaceOrganization } = await import('../../shared/store/organizations.ts');
    const organization = await getOrganization(world.app.rows, world.organizationId);
    if (organization === undefined) throw new Error('no organization');
    await replaceOrganization(world.app.rows, { ...organization, limits: { tasksAtOnce: 3 } });
    const many: string[] = [];
    for (let n = 0; n < 4; n += 1) many.push(await importFrom(world, `many-${n}`));
    const runs = gated(world, () => true);
    for (const job of world.app.jobs.takeDueTasks()) await runs.start(job);
    expect(await states(world, many)).toEqual(['running', 'running', 'running', 'queued']);
    await runs.letGo();
    await world.work();
    expect(await states(world, many)).toEqual(Array(4).fill('success'));
  });
});

describe('a run that waits for its turn', () => {
  async function oneRunsOneWaits() {
    const world = await worldWithPlaces(1);
    const [first, second] = [await importFrom(world, 'first'), await importFrom(world, 'second')];
    return { world, first, second, jobs: world.app.jobs.takeDueTasks() };
  }

  test('begins within a minute when the worker before it died', async () => {
    const { world, first, second, jobs } = await oneRunsOneWaits();
    const { leases } = world.app.deps;
    const deadly: Deps = {
      ...world.app.deps,
      leases: {
        async acquire(name, seconds) {
          const lease = await leases.acquire(name, seconds);
          return lease && { renew: lease.renew, release: async () => {} };
        },
      },
      vaults: {
        open() {
          throw new Error('killed');
        },
      },
    };
    await expect(taskQueue.handle({ deps: deadly }, jobs[0])).rejects.toThrow('killed');
    await taskQueue.handle({ deps: world.app.deps }, jobs[1]);
    expect(await states(world, [first, second])).toEqual(['running', 'queued']);
    for (let look = 0; look < 4; look += 1) {
      await world.app.clock.advance(15_000);
      await watchdog.handle({ deps: world.app.deps });
      await world.work();
    }
    expect(await states(world, [first, second])).toEqual(['success', 'success']);
  });

  test('is called by the watchdog when nobody else did', async () => {
    const { world, second, jobs } = await oneRunsOneWaits();
    const runs = gated(world, (name) => name === 'first');
    for (const job of jobs) await runs.start(job);
    await watchdog.handle({ deps: world.app.deps });
    expect(world.app.jobs.size).toBe(0);
    await runs.letGo();
    // The call is lost with the worker that had taken the task out of the line.
    expect(world.app.jobs.takeDueTasks()).toMatchObject([{ called: true, traceparent: jobs[1]?.traceparent }]);
    for (let look = 0; look < 2; look += 1) {
      await world.app.clock.advance(15_000);
      await watchdog.handle({ deps: world.app.deps });
    }
    await world.work();
    expect(await states(world, [second])).toEqual(['success']);
  });

  test('is forgotten when it is cancelled', async () => {
    const { world, second, jobs } = await oneRunsOneWaits();
    const runs = gated(world, (name) => name === 'first');
    for (const job of jobs) await runs.start(job);
    const { latest_task: task } = await world.must(200, world.app.request('GET', second));
    await world.must(202, world.app.request('POST', `${task.url}cancel/`));
    expect(await firstWaitingTasks(world.app.rows, world.organizationId)).toHaveLength(1);
    await watchdog.handle({ deps: world.app.deps });
    expect(await firstWaitingTasks(world.app.rows, world.organizationId)).toEqual([]);
    await runs.letGo();
  });

  test('costs the watchdog nothing', async () => {
    const { world, jobs } = await oneRunsOneWaits();
    const runs = gated(world, (name) => name === 'first');
    for (const job of jobs) await runs.start(job);
    await watchdog.handle({ deps: world.app.deps });
    const { rows } = world.app;
    const asked: string[] = [];
    const counted: Deps['rows'] = {
      ...rows,
      get: (...args) => {
        asked.push(args[0]);
        return rows.get(...args);
      },
      write: (...args) => {
        asked.push(args[0]);
        return rows.write(...args);
      },
    };
    await watchdog.handle({ deps: { ...world.app.deps, rows: counted } });
    // The one that runs, and the organization's limits, which the process remembers.
    expect(asked.filter((table) => table !== 'organizations' && table !== 'integrations')).toEqual(['tasks']);
    const held = world.app.telemetry.measurements.filter(({ name }) => name === 'tasks.held');
    expect(held.map(({ value }) => value)).toEqual([1, 1]);
    await runs.letGo();
  });

  test('is not under way: nobody is alarmed by a long line, nor when its turn comes at last', async () => {
    const { world, jobs } = await oneRunsOneWaits();
    const last = (name: MetricName) => world.app.telemetry.measurements.findLast((each) => each.name === name)?.value;
    const look = async (seconds: number) => {
      await world.app.clock.advance(seconds * 1000);
      await watchdog.handle({ deps: world.app.deps });
      return { underWay: last('tasks.oldest'), held: last('tasks.oldest_held') };
    };
    const runs = gated(world, (name) => name === 'first');
    for (const job of jobs) await runs.start(job);
    expect(await look(0)).toEqual({ underWay: 0, held: 0 });
    expect(await look(3600)).toEqual({ underWay: 3600, held: 3600 });
    await runs.letGo();
    // Called, and not yet begun.
    const [called] = world.app.jobs.takeDueTasks();
    expect(await look(0)).toEqual({ underWay: 0, held: 0 });
    expect(await look(60)).toEqual({ underWay: 60, held: 0 });
    // Its vault is busy meanwhile: it goes back into the line, and begins anew when it comes out of it.
    const lease = await world.app.deps.leases.acquire(await vaultLease(world.app.deps, called as TaskJob), 60);
    await taskQueue.handle({ deps: world.app.deps }, called);
    await lease?.release();
    expect(await look(60)).toEqual({ underWay: 0, held: 3720 });
    expect(await look(0)).toEqual({ underWay: 0, held: 0 });
    await world.work();
  });
});
