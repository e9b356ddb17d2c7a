import { taskQueue } from '../../functions/queues/tasks.ts';
import { interposed } from './interposed.ts';
import { createSyncWorld, type SyncWorld } from './world.ts';

const change = (world: SyncWorld, task: { url: string }, verb: string, body?: object) =>
  world.app.request('POST', `${new URL(task.url).pathname}${verb}/`, body === undefined ? {} : { body });

async function worldWithPush(values: Record<string, string> = { A: 'one', B: 'one', C: 'one' }) {
  const world = await createSyncWorld();
  await world.addProject('web');
  for (const [name, value] of Object.entries(values)) await world.setValue('web', 'production', name, value);
  const push = await world.addPush(['web'], { dry_run: true });
  await world.work();
  return { world, push, ...(await world.latest('pushes', push.id)) };
}

async function worldWithPull(names = ['A', 'B', 'C']) {
  const world = await createSyncWorld();
  for (const name of names) world.vault.secrets.put({ name: `production-web-${name}`, value: 'one' });
  await world.later();
  const pull = await world.addPull({ dry_run: true });
  await world.work();
  return { world, pull, ...(await world.latest('pulls', pull.id)) };
}

const codes = (steps: { parameter_name?: string; secret_name?: string; error_code: string | null }[]) =>
  steps.map((step) => step.error_code ?? 'done').sort();

describe("applying a dry run's plan", () => {
  test('carries out exactly its steps, in the same task', async () => {
    const { world, push, task, steps } = await worldWithPush();
    expect(task).toMatchObject({ dry_run: true, state: 'success', counts: { create: 3 } });
    await world.setValue('web', 'production', 'LATER', 'one');
    const answer = await change(world, task, 'apply');
    expect([answer.status, answer.json]).toMatchObject([
      202,
      { id: task.id, dry_run: false, state: 'queued', reason: 'plan applied', progress: { done: 0, total: 3 } },
    ]);
    await world.work();
    const after = await world.latest('pushes', push.id);
    expect(after.task).toMatchObject({ id: task.id, state: 'success', counts: { create: 3, failed: 0 } });
    expect(after.steps.map(({ id }: { id: string }) => id)).toEqual(steps.map(({ id }: { id: string }) => id));
    expect(Object.keys(world.secrets()).sort()).toEqual(['production-web-A', 'production-web-B', 'production-web-C']);
  });

  test('of an import likewise', async () => {
    const { world, pull, task } = await worldWithPull();
    expect(await world.store()).toEqual({});
    await change(world, task, 'apply');
    await world.work();
    expect((await world.latest('pulls', pull.id)).task).toMatchObject({ state: 'success', counts: { create: 4 } });
    expect(Object.keys(await world.store())).toHaveLength(3);
  });

  test('refuses only what has changed since, and says what', async () => {
    const world = await createSyncWorld();
    await world.addProject('web');
    for (const name of ['SAME', 'VAULT', 'STORE', 'GONE', 'LEFT'])
      await world.setValue('web', 'production', name, 'one');
    const push = await world.addPush(['web']);
    await world.work();
    await world.later();
    for (const name of ['SAME', 'VAULT', 'STORE', 'GONE']) await world.setValue('web', 'production', name, 'two');
    await world.setValue('web', 'production', 'LEFT', null);
    await world.setValue('web', 'production', 'NEW', 'two');
    const { task } = await world.sync('pushes', push.id, { dry_run: true });
    expect(task.counts).toMatchObject({ create: 1, update: 4, delete: 1 });
    await world.later();

    world.vault.secrets.put({ name: 'production-web-VAULT', value: 'of somebody else' });
    world.vault.secrets.put({ name: 'production-web-LEFT', value: 'of somebody else' });
    world.vault.secrets.put({ name: 'production-web-NEW', value: 'of somebody else' });
    world.vault.secrets.delete('production-web-GONE');
    await world.setValue('web', 'production', 'STORE', 'three');
    await change(world, task, 'apply');
    await world.work();
    const after = await world.latest('pushes', push.id);
    expect(after.task).toMatchObject({
      state: 'failure',
      error_code: 'task.steps-failed',
      counts: { update: 1, failed: 5 },
    });
    expect(codes(after.steps)).toEqual(['done', ...Array(5).fill('step.changed')]);
    expect(
      Object.fromEntries(after.steps.map((step: Record<string, string>) => [step.venue_name, step.error_detail])),
    ).toMatchObject({
      'production-web-VAULT': expect.stringContaining('secret was changed after'),
      'production-web-LEFT': expect.stringContaining('secret was changed after'),
      'production-web-NEW': expect.stringContaining('secret of this name was made after'),
      'production-web-GONE': expect.stringContaining('secret was deleted after'),
      'production-web-STORE': expect.stringContaining('another value'),
    });
    expect(world.secrets()).toMatchObject({
      'production-web-SAME': ['one', 'two'],
      'production-web-VAULT': ['one', 'of somebody else'],
      'production-web-LEFT': ['one', 'of somebody else'],
      'production-web-NEW': ['of somebody else'],
      'production-web-STORE': ['one'],
    });
  });

  test('of an import refuses a secret and a value that changed', async () => {
    const { world, pull, task } = await worldWithPull();
    await world.addProject('web');
    await world.setValue('web', 'production', 'A', 'set meanwhile');
    world.vault.secrets.put({ name: 'production-web-B', value: 'two' });
    await change(world, task, 'apply');
    await world.work();
    const { steps } = await world.latest('pulls', pull.id);
    expect(codes(steps)).toEqual(['done', 'done', 'step.changed', 'step.changed']);
    expect(await world.store()).toEqual({ 'production/web/A': 'set meanwhile', 'production/web/C': 'one' });
  });

  test('knows its own work again when a worker dies in the middle', async () => {
    const { world, push, task } = await worldWithPush();
    await change(world, task, 'apply');
    const [job] = world.app.jobs.takeDueTasks();
    let sets = 0;
    const dying = interposed(world, 'set', async () => {
      sets += 1;
      if (sets > 2) throw new Error('killed');
    });
    await expect(taskQueue.handle({ deps: dying }, job)).rejects.toThrow('killed');
    await world.later();
    await taskQueue.handle({ deps: world.app.deps }, job);
    expect((await world.latest('pushes', push.id)).task).toMatchObject({ state: 'success', counts: { create: 3 } });
    expect(Object.values(world.secrets())).toEqual([['one'], ['one'], ['one']]);
  });

  test('is refused for what is no finished dry run, and a second time', async () => {
    const { world, task } = await worldWithPush();
    const [first, second] = [await change(world, task, 'apply'), await change(world, task, 'apply')];
    expect([first.status, second.status, second.json.code]).toEqual([202, 409, 'task.not-plan']);
    await world.work();
    expect((await change(world, task, 'apply')).json.code).toBe('task.not-plan');
  });

  test('that deletes many secrets has to be confirmed', async () => {
    const world = await createSyncWorld();
    await world.addProject('web');
    for (let n = 0; n < 8; n += 1) await world.setValue('web', 'production', `K${n}`, 'x');
    const push = await world.addPush(['web']);
    await world.work();
    for (let n = 0; n < 6; n += 1) await world.setValue('web', 'production', `K${n}`, null);
    const { task } = await world.sync('pushes', push.id, { dry_run: true });
    expect(task).toMatchObject({
      state: 'success',
      counts: { delete: 6 },
      confirmation: expect.stringContaining('6 of the 8'),
    });
    const refused = await change(world, task, 'apply', {});
    expect([refused.status, refused.json.code]).toEqual([409, 'push.confirm-deletes']);
    expect((await change(world, task, 'apply', { confirm: true })).status).toBe(400);
    expect((await change(world, task, 'apply', { confirm_deletes: true })).status).toBe(202);
    await world.work();
    expect(Object.keys(world.secrets())).toHaveLength(2);
  });
});

describe('cancelling', () => {
  test('ends a run that has not begun', async () => {
    const world = await createSyncWorld();
    const pull = await world.addPull();
    const answer = await change(world, pull.latest_task, 'cancel');
    expect([answer.status, answer.json]).toMatchObject([202, { state: 'failure', error_code: 'task.cancelled' }]);
    await world.work();
    expect(world.calls().list).toBe(0);
    const again = await change(world, pull.latest_task, 'cancel');
    expect([again.status, again.json.code]).toEqual([409, 'task.finished']);
  });

  test('ends a run in the middle; what it had done stays and is counted', async () => {
    const world = await createSyncWorld();
    await world.addProject('web');
    for (let n = 0; n < 250; n += 1) await world.setValue('web', 'production', `K${n}`, 'x');
    const push = await world.addPush(['web']);
    let sets = 0;
    const cancelling = interposed(world, 'set', async () => {
      sets += 1;
      if (sets === 150) expect((await change(world, push.latest_task, 'cancel')).status).toBe(202);
    });
    await world.work(cancelling);
    const { task, steps } = await world.latest('pushes', push.id);
    expect(task).toMatchObject({ state: 'failure', error_code: 'task.cancelled', cancel_requested: true });
    expect(sets).toBe(200);
    expect(task.counts.create).toBe(200);
    expect(steps.filter((step: { success: boolean }) => step.success)).toHaveLength(200);
    expect((await world.sync('pushes', push.id)).task).toMatchObject({
      state: 'success',
      counts: { create: 50, unchanged: 200 },
    });
    expect(Object.values(world.secrets()).every((versions) => versions.length === 1)).toBe(true);
  });

  test('ends a run that waits for the vault', async () => {
    const world = await createSyncWorld();
    const { VaultFault } = await import('../../shared/ports/vaults.ts');
    world.vault.fault = new VaultFault('vault.unavailable', { retryAfter: 500 });
    const pull = await world.addPull();
    await world.work();
    expect((await world.latest('pulls', pull.id)).task).toMatchObject({ waiting: { code: 'vault.unavailable' } });
    await change(world, pull.latest_task, 'cancel');
    await world.work();
    expect((await world.latest('pulls', pull.id)).task).toMatchObject({
      state: 'failure',
      error_code: 'task.cancelled',
      waiting: null,
    });
  });
});

describe('retrying', () => {
  test('runs only what failed, anew', async () => {
    const { world, push } = await worldWithPush();
    world.vault.secrets.put({ name: 'production-web-B', value: 'foreign' });
    const { task } = await world.sync('pushes', push.id, { dry_run: false });
    expect(task).toMatchObject({ state: 'failure', counts: { create: 2, failed: 1 } });
    world.vault.secrets.delete('production-web-B');
    await world.setValue('web', 'production', 'A', 'two');
    world.calls();
    const answer = await change(world, task, 'retry');
    expect([answer.status, answer.json]).toMatchObject([202, { reason: 'retry requested', retry_of: task.url }]);
    await world.work();
    const after = await world.latest('pushes', push.id);
    expect(after.task).toMatchObject({
      id: answer.json.id,
      state: 'success',
      counts: { create: 1, update: 0, unchanged: 0 },
    });
    expect(after.steps.map((step: { venue_name: string }) => step.venue_name)).toEqual(['production-web-B']);
    expect(world.secrets()).toMatchObject({ 'production-web-A': ['one'], 'production-web-B': ['foreign', 'one'] });
  });

  test('of an import that ended early runs what it had not come to', async () => {
    const { world, pull } = await worldWithPull();
    const refusing = interposed(world, 'get', async () => {
      const { VaultFault } = await import('../../shared/ports/vaults.ts');
      throw new VaultFault('vault.forbidden-by-access-policy', { status: 403 });
    });
    await world.app.request('POST', `${world.path}pulls/${pull.id}/sync/`, { body: { dry_run: false } });
    await world.work(refusing);
    const { task } = await world.latest('pulls', pull.id);
    expect(task).toMatchObject({ state: 'failure', error_code: 'vault.forbidden-by-access-policy' });
    world.vault.secrets.put({ name: 'production-web-LATER', value: 'x' });
    await change(world, task, 'retry');
    await world.work();
    expect((await world.latest('pulls', pull.id)).task).toMatchObject({ state: 'success' });
    expect(Object.keys(await world.store()).sort()).toEqual([
      'production/web/A',
      'production/web/B',
      'production/web/C',
    ]);
  });

  test('of a run that failed before it had a plan runs everything', async () => {
    const world = await createSyncWorld();
    world.vault.secrets.put({ name: 'production-web-A', value: 'one' });
    world.vault.network = 'firewall';
    const pull = await world.addPull();
    await world.work();
    const { task } = await world.latest('pulls', pull.id);
    expect(task).toMatchObject({ state: 'failure', error_code: 'vault.forbidden-by-firewall' });
    world.vault.network = 'open';
    await change(world, task, 'retry');
    await world.work();
    expect(await world.store()).toEqual({ 'production/web/A': 'one' });
  });

  test('is refused where nothing failed', async () => {
    const { world, task } = await worldWithPull();
    const answer = await change(world, task, 'retry');
    expect([answer.status, answer.json.code]).toEqual([409, 'task.nothing-failed']);
  });
});

test('what is done with a run is audited as a change of its action, and asks for the role', async () => {
  const { world, push, task } = await worldWithPush();
  const viewer = await world.app.keyWithRole('VIEWER');
  for (const verb of ['apply', 'cancel', 'retry']) {
    const path = `${new URL(task.url).pathname}${verb}/`;
    expect((await world.app.request('POST', path, { apiKey: viewer })).status).toBe(403);
    expect((await world.app.request('POST', path, { apiKey: world.app.otherOrganization.apiKey })).status).toBe(404);
  }
  await world.later();
  await change(world, task, 'apply');
  const { results } = await world.must(200, world.app.request('GET', '/api/v1/audit/?page_size=1'));
  expect(results).toMatchObject([{ action: 'push', object_type: 'Push', object_id: push.id, object_name: 'push' }]);
});

test('a task tells how far it is, how long it will take, and what it has asked of the vault', async () => {
  const world = await createSyncWorld();
  await world.addProject('web');
  for (let n = 0; n < 150; n += 1) await world.setValue('web', 'production', `K${n}`, 'x');
  const push = await world.addPush(['web']);
  let seen: Record<string, unknown> | undefined;
  const looking = interposed(world, 'set', async () => {
    const { task } = await world.latest('pushes', push.id);
    if (task.progress.done === 100) seen ??= task;
    else await world.app.clock.advance(2_000);
  });
  await world.work(looking);
  // 100 took ten seconds: five times what was under way at once.
  expect(seen).toMatchObject({
    progress: { done: 100, total: 150, seconds_left: 5 },
    requests: { sent: 101, throttled: 0 },
  });
  const { task } = await world.latest('pushes', push.id);
  expect(task).toMatchObject({ progress: { done: 150, total: 150, seconds_left: null }, requests: { sent: 151 } });
});
