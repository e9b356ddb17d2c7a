import { newsQueue } from '../../functions/queues/news.ts';
import { taskQueue } from '../../functions/queues/tasks.ts';
import { watchdog } from '../../functions/timers/watchdog.ts';
import { VaultFault } from '../../shared/ports/vaults.ts';
import { listOpenTasks } from '../../shared/store/open-tasks.ts';
import { createSyncWorld } from '../sync/world.ts';
import { postOffice } from './post-office.ts';

const canary = 'canary-value-7';

async function prepare(...eventTypes: string[]) {
  const world = await createSyncWorld();
  const office = postOffice(world.app);
  await office.bring();
  const hook = await office.subscribe(eventTypes);
  world.vault.secrets.put({ name: 'production-web-A', value: canary });
  return { world, office, hook };
}

describe('a change of status', () => {
  test('is told once, with cause and sentence', async () => {
    const { world, office } = await prepare('integration_status_changed');
    await world.app.clock.advance(1_000);
    world.vault.fault = new VaultFault('vault.forbidden-by-firewall');
    for (let n = 0; n < 3; n += 1) await world.must(200, world.app.request('GET', `${world.path}?refresh_status=true`));
    await office.bring();
    const integration = (await world.app.request('GET', world.path)).json;
    const [event, ...more] = office.take();
    expect(more).toEqual([]);
    expect(event).toEqual({
      id: expect.any(String),
      type: 'integration_status_changed',
      timestamp: '2026-01-01T00:00:01.000Z',
      organization: world.organizationId,
      data: {
        integration: { id: world.integrationId, url: integration.url, vault_name: 'contoso-production' },
        from: 'connected',
        to: integration.status,
        cause: 'vault.forbidden-by-firewall',
        detail: integration.status_detail,
      },
    });

    world.vault.fault = undefined;
    await world.app.clock.advance(1_000);
    await world.app.request('GET', `${world.path}?refresh_status=true`);
    await office.bring();
    expect(office.take()).toMatchObject([{ data: { from: integration.status, to: 'connected', cause: null } }]);
  });

  test('happens although nobody can be told', async () => {
    const { world } = await prepare('integration_status_changed');
    world.app.news.fault = new Error('the queue is away');
    world.vault.fault = new VaultFault('vault.forbidden-by-firewall');
    await world.app.clock.advance(1_000);
    const { status, json } = await world.app.request('GET', `${world.path}?refresh_status=true`);
    expect([status, json.cause]).toEqual([200, 'vault.forbidden-by-firewall']);
    expect(world.app.logLines.some((line) => line.includes('news.untold'))).toBe(true);
  });
});

describe('the end of a task', () => {
  test('is told with its counts and addresses, and without a value', async () => {
    const { world, office } = await prepare('task_finished', 'task_failed');
    const pull = await world.addPull();
    await world.work();
    await office.bring();
    const { task } = await world.latest('pulls', pull.id);
    const [event, ...more] = office.take();
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      type: 'task_finished',
      data: {
        integration: { id: world.integrationId, vault_name: 'contoso-production' },
        action: { kind: 'pull', id: pull.id, url: pull.url, name: 'import' },
        task: { id: task.id, url: task.url, dry_run: false, counts: { create: 2, failed: 0 } },
        error_code: null,
      },
    });
    expect((await world.app.request('GET', new URL(event.data.task.url).pathname)).status).toBe(200);
    expect(JSON.stringify(event)).not.toContain(canary);
  });

  test('is told with the reason when it failed, or was cancelled', async () => {
    const { world, office } = await prepare('task_failed');
    const pull = await world.addPull();
    world.vault.fault = new VaultFault('vault.forbidden-by-rbac');
    await world.work();
    world.vault.fault = undefined;
    await office.bring();
    expect(office.take()).toMatchObject([{ type: 'task_failed', data: { error_code: 'vault.forbidden-by-rbac' } }]);

    const { task } = (await world.app.request('POST', `${world.path}pulls/${pull.id}/sync/`, { body: {} })).json;
    await world.app.request('POST', `${new URL(task.url).pathname}cancel/`, { body: {} });
    await office.bring();
    expect(office.take()).toMatchObject([{ type: 'task_failed', data: { error_code: 'task.cancelled' } }]);
  });

  test('is not told of a run that a newer one made pointless', async () => {
    const { world, office } = await prepare('task_finished', 'task_failed');
    const pull = await world.addPull();
    await world.app.request('POST', `${world.path}pulls/${pull.id}/sync/`, { body: {} });
    await world.work();
    await office.bring();
    expect(office.take()).toHaveLength(1);
  });

  test('is not lost while the queue is away: the watchdog tells it', async () => {
    const { world, office } = await prepare('task_finished');
    const pull = await world.addPull();
    world.app.news.fault = new Error('the queue is away');
    await world.work();
    expect((await world.latest('pulls', pull.id)).task).toMatchObject({ state: 'success' });
    await watchdog.handle({ deps: world.app.deps });
    expect(await listOpenTasks(world.app.rows)).toHaveLength(1);
    world.app.news.fault = undefined;
    await watchdog.handle({ deps: world.app.deps });
    expect(await listOpenTasks(world.app.rows)).toEqual([]);
    await office.bring();
    expect(office.take()).toMatchObject([{ type: 'task_finished' }]);
  });

  test.each(['the message', 'the watchdog'])(
    'is not lost when the worker dies between its end and the telling: %s comes again',
    async (who) => {
      const { world, office } = await prepare('task_finished');
      await world.addPull();
      const [job] = world.app.jobs.takeDueTasks();
      // Its lease has run out by the time that anybody else comes.
      const leases = { acquire: async () => ({ renew: async () => undefined, release: async () => undefined }) };
      const dying = { ...world.app.deps, leases, news: { ...world.app.news } };
      const finished = new Promise<void>((resolve) => {
        dying.news.tell = () => {
          resolve();
          return new Promise<never>(() => {});
        };
      });
      void taskQueue.handle({ deps: dying }, job);
      await finished;
      const open = await listOpenTasks(world.app.rows);
      expect(open).toHaveLength(1);
      const { deps } = world.app;
      await (who === 'the message' ? taskQueue.handle({ deps }, job) : watchdog.handle({ deps }));
      expect(await listOpenTasks(world.app.rows)).toEqual([]);
      await office.bring();
      const [told] = office.take();
      expect(told).toMatchObject({ type: 'task_finished', id: `task-${open[0]?.taskId}` });
    },
  );
});

describe('a change through the API', () => {
  test('is told under the name that the contract has for it', async () => {
    const { world, office } = await prepare('project_created', 'parameter_created', 'value_created', 'value_updated');
    const { app } = world;
    const project = (await app.request('POST', '/api/v1/projects/', { body: { name: 'web' } })).json;
    await app.request('PATCH', new URL(project.url).pathname, { body: { description: 'not asked for' } });
    const parameters = `${new URL(project.url).pathname}parameters/`;
    const parameter = (await app.request('POST', parameters, { body: { name: 'A', secret: true } })).json;
    const environment = (await app.request('GET', '/api/v1/environments/?name=default')).json.results[0].url;
    const body = { environment, internal_value: canary };
    const value = await app.request('POST', `${parameters}${parameter.id}/values/`, { body });
    expect(value.status).toBe(201);
    await office.bring();
    const told = office.take();
    expect(told.map(({ type, data }) => [type, data.object.name])).toEqual([
      ['project_created', 'web'],
      ['parameter_created', 'A'],
      ['value_created', 'default'],
    ]);
    expect(told[2].data).toMatchObject({
      object: { id: value.json.id, project: project.url, parameter: parameter.url, environment },
      user: { kind: 'service-account' },
    });
    expect(JSON.stringify(told)).not.toContain(canary);
  });

  test('that was refused is not', async () => {
    const { world, office } = await prepare('project_created');
    await world.app.request('POST', '/api/v1/projects/', { body: { name: '' } });
    await office.bring();
    expect(office.take()).toEqual([]);
  });
});

test('news are for those who asked for them, in the organization that they are about', async () => {
  const { world, office } = await prepare('task_failed');
  await office.subscribe(['task_finished'], { name: 'off', enabled: false });
  const { apiKey } = world.app.otherOrganization;
  const body = {
    name: 'neighbour',
    type: 'generic',
    event_types: ['task_finished'],
    configuration: { url: 'https://neighbour.example/' },
  };
  expect((await world.app.request('POST', '/api/v1/webhooks/', { body, apiKey })).status).toBe(201);
  await world.addPull();
  await world.work();
  for (const message of world.app.news.takeEvents()) await newsQueue.handle(office.runtime, message);
  expect(world.app.news.deliveries).toBe(0);
});
