import { poisonedTaskQueue } from '../../functions/queues/poisoned-tasks.ts';
import { taskQueue } from '../../functions/queues/tasks.ts';
import { watchdog } from '../../functions/timers/watchdog.ts';
import { listOpenTasks } from '../../shared/store/open-tasks.ts';
import { createSyncWorld, leaseName, type SyncWorld } from './world.ts';

const look = async (world: SyncWorld, times = 1) => {
  for (let n = 0; n < times; n += 1) {
    await world.app.clock.advance(15_000);
    await watchdog.handle({ deps: world.app.deps });
  }
};

async function worldWithPull() {
  const world = await createSyncWorld();
  world.vault.secrets.put({ name: 'production-web-A', value: 'one' });
  const pull = await world.addPull();
  return { world, pull, state: async () => (await world.latest('pulls', pull.id)).task };
}

describe('the watchdog', () => {
  test('asks for work on a task whose message was lost, within a minute', async () => {
    const { world, state } = await worldWithPull();
    world.app.jobs.takeDueTasks();
    await look(world, 2);
    await world.work();
    expect(await state()).toMatchObject({ state: 'success' });
  });

  test('picks a task up whose worker died with the lease in its hands, within a minute', async () => {
    const { world, state } = await worldWithPull();
    const [job] = world.app.jobs.takeDueTasks();
    const { leases } = world.app.deps;
    const immortal: typeof leases = {
      async acquire(name, seconds) {
        const lease = await leases.acquire(name, seconds);
        return lease && { renew: lease.renew, release: async () => {} };
      },
    };
    const dies = {
      ...world.app.deps,
      leases: immortal,
      vaults: { open: () => world.app.deps.vaults.open({ tenantId: '', vaultName: '' }) },
    };
    const died = new Error('killed');
    dies.vaults.open = () => {
      throw died;
    };
    await expect(taskQueue.handle({ deps: dies }, job)).rejects.toBe(died);
    expect(await state()).toMatchObject({ state: 'running' });
    await look(world, 1);
    expect(world.app.jobs.size).toBe(0);
    await look(world, 2);
    await world.work();
    expect(await state()).toMatchObject({ state: 'success' });
  });

  test('leaves a task alone that waits, that is worked on, or that moves', async () => {
    const { world, state } = await worldWithPull();
    const [job] = world.app.jobs.takeDueTasks();
    const lease = await world.app.deps.leases.acquire(leaseName, 60);
    for (let n = 0; n < 6; n += 1) {
      await look(world);
      await lease?.renew();
    }
    expect(world.app.jobs.size).toBe(0);
    await lease?.release();

    const { VaultFault } = await import('../../shared/ports/vaults.ts');
    world.vault.fault = new VaultFault('vault.unavailable', { retryAfter: 300 });
    await taskQueue.handle({ deps: world.app.deps }, job);
    expect(await state()).toMatchObject({ state: 'running', waiting: { code: 'vault.unavailable' } });
    expect(world.app.jobs.size).toBe(1);
    await look(world, 4);
    expect(world.app.jobs.size).toBe(1);
  });

  test('asks less and less often while the queue is long', async () => {
    const { world } = await worldWithPull();
    world.app.jobs.takeDueTasks();
    const asked: number[] = [];
    for (let n = 1; n <= 18; n += 1) {
      await look(world);
      asked.push(world.app.jobs.takeDueTasks().length);
    }
    expect(asked.flatMap((count, index) => (count > 0 ? index : []))).toEqual([1, 2, 4, 8, 16]);
  });

  test('forgets what is over, and what was never made', async () => {
    const { world } = await worldWithPull();
    await world.work();
    expect(await listOpenTasks(world.app.rows)).toEqual([]);
    const { rows } = world.app;
    const write = rows.write.bind(rows);
    rows.write = async (table, partition, writes) => {
      if (table === 'tasks') throw new Error('killed');
      return write(table, partition, writes);
    };
    const answer = await world.app.request('POST', `${world.path}pulls/`, {
      body: { name: 'b', resource: 'x-{{ parameter }}' },
    });
    expect(answer.status).toBe(500);
    rows.write = write;
    expect(await listOpenTasks(rows)).toHaveLength(1);
    await look(world, 1);
    expect(await listOpenTasks(rows)).toHaveLength(1);
    await look(world, 1);
    expect(await listOpenTasks(rows)).toEqual([]);
  });

  test('goes on with the others when one cannot be read', async () => {
    const { world, pull, state } = await worldWithPull();
    const { rows } = world.app;
    const broken = pull.latest_task.id.replace(/^../, '00');
    const path = { organizationId: world.organizationId, integrationId: world.integrationId, actionId: pull.id };
    await rows.write('openTasks', 'open', [{ kind: 'insert', rowKey: broken, values: { v: 1, ...path, idle: 0 } }]);
    await rows.write('tasks', `${world.organizationId}!${pull.id}`, [
      { kind: 'insert', rowKey: broken, values: { v: 1 } },
    ]);
    world.app.jobs.takeDueTasks();
    await look(world, 2);
    await world.work();
    expect(await state()).toMatchObject({ state: 'success' });
    expect(world.app.logLines.some((line) => line.includes('task.not-watched'))).toBe(true);
  });
});

describe('a message that always fails', () => {
  const failing = { get: async () => Promise.reject(new Error('nobody expects this')) };

  test('ends as a failed task, and its action can be run again', async () => {
    const { world, pull, state } = await worldWithPull();
    const [job] = world.app.jobs.takeDueTasks();
    const open = (...args: Parameters<typeof world.app.deps.vaults.open>) => ({
      ...world.app.deps.vaults.open(...args),
      ...failing,
    });
    for (let delivery = 1; delivery <= 5; delivery += 1) {
      await expect(taskQueue.handle({ deps: { ...world.app.deps, vaults: { open } } }, job)).rejects.toThrow(
        'nobody expects',
      );
    }
    expect(await state()).toMatchObject({ state: 'running' });
    await poisonedTaskQueue.handle({ deps: world.app.deps }, JSON.stringify(job));
    expect(await state()).toMatchObject({ state: 'failure', error_code: 'task.poisoned' });
    expect(await listOpenTasks(world.app.rows)).toEqual([]);
    expect((await world.sync('pulls', pull.id)).task).toMatchObject({ state: 'success' });
  });

  test('that could hardly be begun is put back', async () => {
    const { world, state } = await worldWithPull();
    const [job] = world.app.jobs.takeDueTasks();
    await poisonedTaskQueue.handle({ deps: world.app.deps }, job);
    expect(await state()).toMatchObject({ state: 'queued' });
    await world.app.clock.advance(60_000);
    await world.work();
    expect(await state()).toMatchObject({ state: 'success' });
  });

  test('is not begun for ever, whoever asks for it', async () => {
    const { world, state } = await worldWithPull();
    const [job] = world.app.jobs.takeDueTasks();
    const open = (...args: Parameters<typeof world.app.deps.vaults.open>) => ({
      ...world.app.deps.vaults.open(...args),
      ...failing,
    });
    const deps = { ...world.app.deps, vaults: { open } };
    for (let delivery = 1; delivery <= 5; delivery += 1)
      await expect(taskQueue.handle({ deps }, job)).rejects.toThrow();
    await taskQueue.handle({ deps }, job);
    expect(await state()).toMatchObject({ state: 'failure', error_code: 'task.poisoned' });
  });
});
