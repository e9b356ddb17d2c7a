import { taskQueue } from '../../functions/queues/tasks.ts';
import { watchdog } from '../../functions/timers/watchdog.ts';
import { createMemoryLeases } from '../../shared/adapters/memory/memory-leases.ts';
import { firstWaitingTasks } from '../../shared/store/waiting-tasks.ts';
import { deleteActionsOfIntegration } from '../../shared/use-cases/sync/actions/delete-action.ts';
import { ensureMappedPull } from '../../shared/use-cases/sync/actions/save-pull.ts';
import { interposed } from './interposed.ts';
import { connectNeighbour, createSyncWorld, leaseName } from './world.ts';

const canary = 'canary-2f9c1d-value';

describe('runs', () => {
  test('that are requested in a burst become one, the others are skipped', async () => {
    const world = await createSyncWorld();
    const pull = await world.addPull({ resource: '{{ environment }}-{{ project }}-{{ parameter }}' });
    const sync = `${world.path}pulls/${pull.id}/sync/`;
    await Promise.all([1, 2, 3].map(() => world.must(202, world.app.request('POST', sync))));
    await world.work();
    const { results } = await world.must(200, world.app.request('GET', `${world.path}pulls/${pull.id}/tasks/`));
    expect(results.map((task: { state: string }) => task.state)).toEqual(['success', 'skipped', 'skipped', 'skipped']);
    expect(world.calls().list).toBe(1);
  });

  test('that only report do not make a real one pointless', async () => {
    const world = await createSyncWorld();
    const pull = await world.addPull();
    await world.must(
      202,
      world.app.request('POST', `${world.path}pulls/${pull.id}/sync/`, { body: { dry_run: true } }),
    );
    await world.work();
    const { results } = await world.must(200, world.app.request('GET', `${world.path}pulls/${pull.id}/tasks/`));
    expect(results.map((task: { state: string; dry_run: boolean }) => [task.state, task.dry_run])).toEqual([
      ['success', true],
      ['success', false],
    ]);
  });

  test('that are superseded at the moment when they begin do not begin', async () => {
    const world = await createSyncWorld();
    const pull = await world.addPull();
    const { rows } = world.app;
    let superseded = false;
    const write: typeof rows.write = async (table, partition, writes) => {
      if (table === 'tasks' && !superseded) {
        superseded = true;
        await world.must(202, world.app.request('POST', `${world.path}pulls/${pull.id}/sync/`));
      }
      return rows.write(table, partition, writes);
    };
    const [job] = world.app.jobs.takeDueTasks();
    await taskQueue.handle({ deps: { ...world.app.deps, rows: { ...rows, write } } }, job);
    await world.work();
    const { results } = await world.must(200, world.app.request('GET', `${world.path}pulls/${pull.id}/tasks/`));
    expect(results.map((task: { state: string }) => task.state)).toEqual(['success', 'skipped']);
    expect(world.calls().list).toBe(1);
  });

  test('wait while another worker has the vault', async () => {
    const world = await createSyncWorld();
    const pull = await world.addPull();
    const lease = await world.app.deps.leases.acquire(leaseName, 60);
    await world.work();
    expect((await world.latest('pulls', pull.id)).task.state).toBe('queued');
    // Not on the queue, where it would be tried again and again.
    expect(world.app.jobs.size).toBe(0);
    await lease?.release();
    await watchdog.handle({ deps: world.app.deps });
    await world.work();
    expect((await world.latest('pulls', pull.id)).task.state).toBe('success');
  });

  test('wait as well while one of another organization works on the same vault', async () => {
    const world = await createSyncWorld();
    const neighbour = await connectNeighbour(world);
    world.vault.secrets.put({ name: 'production-web-A', value: 'one' });
    const [one, other] = [await world.addPull(), await neighbour.addPull()];
    const [job, otherJob] = world.app.jobs.takeDueTasks();
    let states: string[] = [];
    const meanwhile = interposed(world, 'get', async () => {
      await taskQueue.handle({ deps: world.app.deps }, otherJob);
      states = [(await neighbour.latest('pulls', other.id)).task.state];
    });
    await taskQueue.handle({ deps: meanwhile }, job);
    expect(states).toEqual(['queued']);
    expect((await world.latest('pulls', one.id)).task.state).toBe('success');
    await watchdog.handle({ deps: world.app.deps });
    await world.work();
    expect((await neighbour.latest('pulls', other.id)).task.state).toBe('success');
  });

  test('are delivered twice without harm', async () => {
    const world = await createSyncWorld();
    world.vault.secrets.put({ name: 'production-web-A', value: 'one' });
    await world.addPull();
    const [job] = world.app.jobs.takeDueTasks();
    await taskQueue.handle({ deps: world.app.deps }, job);
    const before = world.calls();
    expect(before.get).toBe(1);
    await taskQueue.handle({ deps: world.app.deps }, JSON.stringify(job));
    expect(world.calls()).toEqual({ list: 0, get: 0, set: 0, deleted: 0, recover: 0 });
  });

  test('renew their lease, and stop when they lose it', async () => {
    const world = await createSyncWorld();
    for (let index = 0; index < 60; index += 1)
      world.vault.secrets.put({ name: `production-web-K${index}`, value: 'x' });
    const pull = await world.addPull();
    const leases = createMemoryLeases({ clock: world.app.clock });
    let reads = 0;
    const deps = interposed(world, 'get', async () => {
      reads += 1;
      await world.app.clock.advance(30_000);
      // Still ours after the lease's half minute; then it is broken.
      if (reads === 24) {
        expect(await leases.acquire(leaseName, 15)).toBeUndefined();
        await leases.break(leaseName);
        expect(await leases.acquire(leaseName, 60)).toBeDefined();
      }
    });
    const [job] = world.app.jobs.takeDueTasks();
    await taskQueue.handle({ deps: { ...deps, leases } }, job);
    expect((await world.latest('pulls', pull.id)).task.state).toBe('running');
    expect(reads).toBeLessThan(60);
    expect(await world.store()).toEqual({});
    // To go on when the other one is through.
    expect(await firstWaitingTasks(world.app.rows, world.organizationId)).toMatchObject([{ vaultBusy: true }]);
  });

  test('of an integration whose tenant is not linked any more touch no vault', async () => {
    const world = await createSyncWorld();
    const pull = await world.addPull();
    const { getTenantLink, deleteTenantLink } = await import('../../shared/store/tenants.ts');
    const link = await getTenantLink(world.app.rows, world.organizationId, world.vault.address.tenantId);
    if (link === undefined) throw new Error('no link');
    await deleteTenantLink(world.app.rows, link);
    world.calls();
    await world.work();
    expect((await world.latest('pulls', pull.id)).task).toMatchObject({
      state: 'failure',
      error_code: 'tenant.not-linked',
    });
    expect(world.calls().list).toBe(0);
  });

  test('that meet what nobody expected are logged and left to the queue', async () => {
    const world = await createSyncWorld();
    const pull = await world.addPull();
    const [job] = world.app.jobs.takeDueTasks();
    const broken = {
      ...world.app.deps,
      vaults: {
        open: () => {
          throw new TypeError('a mistake');
        },
      },
    };
    await expect(taskQueue.handle({ deps: broken }, job)).rejects.toThrow('a mistake');
    expect(world.app.logLines.some((line) => line.includes('task.interrupted'))).toBe(true);
    // The lease is free again.
    await taskQueue.handle({ deps: world.app.deps }, job);
    expect((await world.latest('pulls', pull.id)).task.state).toBe('success');
  });

  test('a message that is none is refused', async () => {
    const world = await createSyncWorld();
    await expect(taskQueue.handle({ deps: world.app.deps }, { v: 1 })).rejects.toThrow();
    await expect(taskQueue.handle({ deps: world.app.deps }, 'not json')).rejects.toThrow();
  });
});

describe('the mapped pull', () => {
  test('exists once, does nothing, and cannot be deleted', async () => {
    const world = await createSyncWorld();
    const path = { organizationId: world.organizationId, integrationId: world.integrationId };
    await ensureMappedPull(world.app.deps, path);
    await ensureMappedPull(world.app.deps, path);
    const { results, count } = await world.must(200, world.app.request('GET', `${world.path}pulls/`));
    expect(count).toBe(1);
    expect(results).toMatchObject([{ mode: 'mapped', resource: null, mapped_values: [], latest_task: null }]);
    const one = `${world.path}pulls/${results[0].id}/`;
    expect((await world.app.request('DELETE', one)).json).toMatchObject({ status: 403, code: 'action.mapped' });
    expect(await world.sync('pulls', results[0].id)).toMatchObject({ task: { state: 'success' }, steps: [] });
    const patched = await world.app.request('PATCH', one, { body: { resource: '{{ parameter }}' } });
    expect(patched.json.code).toBe('action.mapped');
  });
});

test('with an integration go all rows of its actions, runs and steps, and what is known of the vault', async () => {
  const world = await createSyncWorld();
  world.vault.secrets.put({ name: 'production-web-A', value: 'one' });
  const path = { organizationId: world.organizationId, integrationId: world.integrationId };
  await ensureMappedPull(world.app.deps, path);
  const pull = await world.addPull();
  const push = await world.addPush([]);
  await world.work();
  await deleteActionsOfIntegration(world.app.deps, world.organizationId, world.integrationId);
  const { rows } = world.app;
  const partitions = [
    ['actions', `${world.organizationId}!${world.integrationId}`],
    ['tasks', `${world.organizationId}!${pull.id}`],
    ['tasks', `${world.organizationId}!${push.id}`],
    ['steps', pull.latest_task.id],
    ['observations', world.integrationId],
  ];
  for (const [table = '', partition = ''] of partitions) {
    expect((await rows.range(table, partition)).rows).toEqual([]);
  }
});

test('a secret on its way through import and push shows nowhere', async () => {
  const written: string[] = [];
  const world = await createSyncWorld();
  const { rows } = world.app;
  const write = rows.write.bind(rows);
  rows.write = (table, partition, writes) => {
    written.push(JSON.stringify([table, partition, writes.map((each) => ({ ...each, bytes: bytesOf(each) }))]));
    return write(table, partition, writes);
  };
  world.vault.secrets.put({ name: 'production-web-A', value: canary });
  const pull = await world.addPull();
  const messages = JSON.stringify(world.app.jobs.takeDueTasks());
  await world.sync('pulls', pull.id);
  const push = await world.addPush(['web'], { resource: 'x-{{ environment }}-{{ project }}-{{ parameter }}' });
  await world.work();
  expect(world.secrets()['x-production-web-A']).toEqual([canary]);
  const shown = JSON.stringify([await world.latest('pulls', pull.id), await world.latest('pushes', push.id)]);
  for (const text of [...written, ...world.app.logLines, messages, shown]) {
    expect(text).not.toContain(canary);
    expect(text).not.toContain(Buffer.from(canary).toString('base64').slice(0, 20));
  }
  expect(written.length).toBeGreaterThan(10);
});

function bytesOf(write: object): string[] {
  const values = 'values' in write && write.values instanceof Object ? Object.values(write.values) : [];
  return values.filter((value) => value instanceof Uint8Array).map((value) => Buffer.from(value).toString('latin1'));
}
