import { interposed } from './interposed.ts';
import { createSyncWorld, usual } from './world.ts';

describe('an import', () => {
  test('costs one request per page and one per secret, and the next one only the pages', async () => {
    const world = await createSyncWorld();
    for (let index = 0; index < 60; index += 1)
      world.vault.secrets.put({ name: `production-web-KEY-${index}`, value: `v${index}` });
    await world.later();
    world.calls();
    const pull = await world.addPull();
    await world.work();
    const { task, steps } = await world.latest('pulls', pull.id);
    expect(task).toMatchObject({
      state: 'success',
      reason: 'pull created',
      error_code: null,
      counts: { create: 61, failed: 0 },
    });
    expect(steps).toHaveLength(61);
    expect(world.calls()).toEqual({ list: 3, get: 60, set: 0, deleted: 0, recover: 0 });
    const store = await world.store();
    expect(Object.keys(store)).toHaveLength(60);
    expect(store['production/web/KEY-7']).toBe('v7');

    const again = await world.sync('pulls', pull.id);
    expect(again.task).toMatchObject({ state: 'success', counts: { create: 0, update: 0, unchanged: 60 } });
    expect(again.steps).toEqual([]);
    expect(world.calls()).toEqual({ list: 3, get: 0, set: 0, deleted: 0, recover: 0 });
  });

  test('reads again only what changed on either side', async () => {
    const world = await createSyncWorld();
    for (const name of ['A', 'B', 'C']) world.vault.secrets.put({ name: `production-web-${name}`, value: 'one' });
    await world.later();
    const pull = await world.addPull();
    await world.work();
    await world.later();
    world.vault.secrets.put({ name: 'production-web-A', value: 'two' });
    await world.setValue('web', 'production', 'B', 'changed here');
    await world.later();
    world.calls();
    const { task, steps } = await world.sync('pulls', pull.id);
    expect(task.counts).toMatchObject({ update: 2, unchanged: 1 });
    expect(steps.map((step: { operation: string; venue_name: string }) => [step.operation, step.venue_name])).toEqual([
      ['update', 'production-web-A'],
      ['update', 'production-web-B'],
    ]);
    expect(world.calls()).toMatchObject({ list: 1, get: 2 });
    expect(await world.store()).toEqual({
      'production/web/A': 'two',
      'production/web/B': 'one',
      'production/web/C': 'one',
    });
  });

  test('looks again at what was read within two seconds of its change, and finds a change that hid there', async () => {
    const world = await createSyncWorld();
    world.vault.secrets.put({ name: 'production-web-A', value: 'one' });
    const pull = await world.addPull();
    await world.work();
    // In the same second, so that `updated` stays as it is.
    world.vault.secrets.put({ name: 'production-web-A', value: 'two' });
    expect((await world.sync('pulls', pull.id)).steps).toMatchObject([{ operation: 'update', success: true }]);
    expect(await world.store()).toEqual({ 'production/web/A': 'two' });

    await world.later();
    const same = await world.sync('pulls', pull.id);
    expect(same.steps).toMatchObject([{ operation: 'read', success: true }]);
    expect(same.task.counts).toMatchObject({ update: 0, unchanged: 1 });
    expect((await world.sync('pulls', pull.id)).steps).toEqual([]);
  });

  test('may be forbidden to create environments and projects, and says so', async () => {
    const world = await createSyncWorld();
    world.vault.secrets.put({ name: 'qa-web-A', value: 'one' });
    world.vault.secrets.put({ name: 'production-shop-A', value: 'one' });
    const pull = await world.addPull({ create_environments: false, create_projects: false });
    await world.work();
    const { task, steps } = await world.latest('pulls', pull.id);
    expect(task).toMatchObject({ state: 'success', counts: { skipped: 2 } });
    expect(steps).toMatchObject([
      { operation: null, success: true, project: null, project_name: 'shop' },
      { operation: null, success: true, environment: null, environment_name: 'qa' },
    ]);
    expect(steps[1].success_detail).toContain('environment “qa”');
    expect(await world.store()).toEqual({});
    expect(world.calls().get).toBe(0);
  });

  test('puts new environments under default', async () => {
    const world = await createSyncWorld();
    world.vault.secrets.put({ name: 'qa-web-A', value: 'one' });
    await world.addPull();
    await world.work();
    const { results } = await world.must(200, world.app.request('GET', '/api/v1/environments/'));
    const named = (name: string) => results.find((each: { name: string }) => each.name === name);
    expect(named('qa').parent).toBe(named('default').url);
  });

  test('leaves alone what is not to be imported', async () => {
    const world = await createSyncWorld();
    const expires = Math.floor(world.app.clock.now().getTime() / 1000);
    world.vault.secrets.put({ name: 'production-web-OFF', value: 'x', enabled: false });
    world.vault.secrets.put({ name: 'production-web-OLD', value: 'x', expires });
    world.vault.secrets.put({ name: 'production-web-CERT', value: 'x', managed: true });
    world.vault.secrets.put({ name: 'production-web-EMPTY', value: '' });
    world.vault.secrets.put({ name: 'production-web-PUBLIC', value: 'secret' });
    world.vault.secrets.put({ name: 'unmatched', value: 'x' });
    await world.addProject('web');
    await world.setValue('web', 'production', 'PUBLIC', 'open', false);
    await world.setValue('web', 'production', 'EMPTY', 'kept');
    const pull = await world.addPull();
    await world.work();
    const { task, steps } = await world.latest('pulls', pull.id);
    expect(task).toMatchObject({
      state: 'failure',
      error_code: 'task.steps-failed',
      counts: { skipped: 4, failed: 1 },
    });
    expect(steps).toHaveLength(5);
    const failed = steps.filter((step: { success: boolean }) => !step.success);
    expect(failed).toMatchObject([
      { error_code: 'parameter.not-secret', venue_name: 'production-web-PUBLIC', operation: null },
    ]);
    expect(await world.store()).toEqual({ 'production/web/PUBLIC': 'open', 'production/web/EMPTY': 'kept' });
    expect(world.calls().get).toBe(1);
  });

  test('does not overwrite what somebody changed after the plan was made', async () => {
    const world = await createSyncWorld();
    world.vault.secrets.put({ name: 'production-web-A', value: 'vault' });
    await world.addProject('web');
    await world.setValue('web', 'production', 'A', 'before');
    const pull = await world.addPull();
    // Somebody is quicker than the import, which has made its plan by now.
    await world.work(interposed(world, 'get', () => world.setValue('web', 'production', 'A', 'somebody')));
    const { task, steps } = await world.latest('pulls', pull.id);
    expect(steps).toMatchObject([{ success: false, error_code: 'step.changed' }]);
    expect(task).toMatchObject({ state: 'failure', error_code: 'task.steps-failed' });
    expect(await world.store()).toEqual({ 'production/web/A': 'somebody' });
  });

  test('in a dry run changes nothing and tells what it would do', async () => {
    const world = await createSyncWorld();
    world.vault.secrets.put({ name: 'production-web-A', value: 'one' });
    const pull = await world.addPull({ dry_run: true });
    await world.work();
    const { task, steps } = await world.latest('pulls', pull.id);
    expect(task).toMatchObject({ state: 'success', dry_run: true, counts: { create: 2 } });
    expect(steps).toMatchObject([
      { operation: 'create', success: true, project_name: 'web', success_detail: expect.stringContaining('dry run') },
      { operation: 'create', success: true, venue_name: 'production-web-A' },
    ]);
    expect(await world.store()).toEqual({});
    expect(world.calls().get).toBe(0);
    // The run's own word counts for the run.
    expect((await world.sync('pulls', pull.id, { dry_run: false })).task).toMatchObject({ dry_run: false });
    expect(await world.store()).toEqual({ 'production/web/A': 'one' });
  });

  test('fails as a whole where nothing can work', async () => {
    const world = await createSyncWorld();
    world.vault.secrets.put({ name: 'production-web-A', value: 'one' });
    world.vault.network = 'firewall';
    const pull = await world.addPull();
    await world.work();
    const { task, steps } = await world.latest('pulls', pull.id);
    expect(task).toMatchObject({ state: 'failure', error_code: 'vault.forbidden-by-firewall' });
    expect(task.error_detail).toContain('firewall');
    expect(steps).toEqual([]);
  });

  test('that may list but not get stops after the first batch, with the cause', async () => {
    const world = await createSyncWorld();
    for (let index = 0; index < 150; index += 1)
      world.vault.secrets.put({ name: `production-web-K${index}`, value: 'x' });
    world.vault.permissions = new Set(['list']);
    const pull = await world.addPull();
    await world.work();
    const { task, steps } = await world.latest('pulls', pull.id);
    expect(task).toMatchObject({ state: 'failure', error_code: 'vault.forbidden-by-rbac' });
    expect(world.calls().get).toBeLessThanOrEqual(200);
    expect(steps.at(-1)).toMatchObject({ success: false });
  });

  test('goes on where its time budget ended', async () => {
    const world = await createSyncWorld();
    for (let index = 0; index < 250; index += 1)
      world.vault.secrets.put({ name: `production-web-K${index}`, value: 'x' });
    await world.later();
    const pull = await world.addPull();
    world.calls();
    // Those that are read at once take thirty seconds: the budget of four minutes ends in between.
    await world.work(interposed(world, 'get', () => world.app.clock.advance(30_000)));
    const { task } = await world.latest('pulls', pull.id);
    expect(task).toMatchObject({ state: 'success', counts: { create: 251 } });
    expect(world.calls().get).toBe(250);
    expect(world.app.logLines.filter((line) => line.includes('task.worked-on')).length).toBeGreaterThan(1);
  });

  test('tells the worker that goes on how much of the quota is used', async () => {
    const world = await createSyncWorld();
    for (let index = 0; index < 250; index += 1)
      world.vault.secrets.put({ name: `production-web-K${index}`, value: 'x' });
    await world.later();
    await world.addPull();
    const slow = interposed(world, 'get', () => world.app.clock.advance(30_000));
    const recent = { writes: 3, others: 1_234 };
    const occupied: object[] = [];
    const open: typeof slow.vaults.open = (address) => {
      const vault = slow.vaults.open(address);
      return {
        ...vault,
        traffic: async () => ({ ...(await vault.traffic()), recent }),
        occupy: async (used) => void occupied.push(used),
      };
    };
    await world.work({ ...slow, vaults: { open } });
    expect(occupied).toEqual([{ writes: 0, others: 0 }, recent]);
  });

  test('of secrets that a push wrote restores their true names', async () => {
    const world = await createSyncWorld();
    await world.addProject('my web.app');
    await world.setValue('my web.app', 'production', 'DATABASE_URL/€', 'one');
    await world.addPush(['my web.app']);
    await world.work();
    expect(Object.keys(world.secrets())).toEqual(['production-my-web-app-DATABASE-URL--']);
    const before = await world.store();
    const { results } = await world.must(200, world.app.request('GET', '/api/v1/projects/'));
    await world.must(204, world.app.request('DELETE', new URL(results[0].url).pathname));
    expect(await world.store()).toEqual({});
    const pull = await world.addPull({ resource: usual });
    await world.work();
    expect((await world.latest('pulls', pull.id)).task.state).toBe('success');
    expect(await world.store()).toEqual(before);
  });
});
