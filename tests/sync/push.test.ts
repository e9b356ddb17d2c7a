import { interposed } from './interposed.ts';
import { createSyncWorld, type SyncWorld } from './world.ts';

async function worldWithValues(
  values: Record<string, string>,
  options?: Parameters<typeof createSyncWorld>[0],
): Promise<SyncWorld> {
  const world = await createSyncWorld(options);
  await world.addProject('web');
  for (const [name, value] of Object.entries(values)) await world.setValue('web', 'production', name, value);
  world.calls();
  return world;
}

describe('a push', () => {
  test('writes each value once, and then nothing as long as nothing changes', async () => {
    const values = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`KEY_${index}`, `v${index}`]));
    const world = await worldWithValues(values);
    const push = await world.addPush(['web']);
    await world.work();
    const { task, steps } = await world.latest('pushes', push.id);
    expect(task).toMatchObject({ state: 'success', reason: 'push created', counts: { create: 30, failed: 0 } });
    expect(steps).toHaveLength(30);
    expect(world.calls()).toEqual({ list: 1, get: 0, set: 30, deleted: 0, recover: 0 });
    expect(world.secrets()['production-web-KEY-7']).toEqual(['v7']);

    // Right away, although `updated` counts seconds.
    const again = await world.sync('pushes', push.id);
    expect(again.task).toMatchObject({ state: 'success', counts: { create: 0, update: 0, unchanged: 30 } });
    expect(again.steps).toEqual([]);
    expect(world.calls()).toEqual({ list: 2, get: 0, set: 0, deleted: 0, recover: 0 });
  });

  test('writes what changed, deletes what left, recovers what comes back', async () => {
    const world = await worldWithValues({ A: 'one', B: 'one', C: 'one' });
    const push = await world.addPush(['web']);
    await world.work();
    await world.later();
    await world.setValue('web', 'production', 'A', 'two');
    await world.setValue('web', 'production', 'B', null);
    world.calls();
    const { task, steps } = await world.sync('pushes', push.id);
    expect(task.counts).toMatchObject({ update: 1, delete: 1, unchanged: 1 });
    expect(steps).toMatchObject([
      { operation: 'update', success: true, parameter_name: 'A', venue_name: 'production-web-A' },
      { operation: 'delete', success: true, parameter_name: 'B', venue_name: 'production-web-B' },
    ]);
    expect(world.calls()).toEqual({ list: 1, get: 0, set: 1, deleted: 1, recover: 0 });
    expect(world.secrets()).toEqual({ 'production-web-A': ['one', 'two'], 'production-web-C': ['one'] });

    await world.setValue('web', 'production', 'B', 'back');
    await world.sync('pushes', push.id);
    expect(world.calls()).toMatchObject({ recover: 1, set: 2 });
    expect(world.secrets()['production-web-B']).toEqual(['one', 'back']);
  });

  test('makes no version of a value that the vault holds already', async () => {
    const world = await worldWithValues({ A: 'one', B: 'one' });
    const push = await world.addPush(['web']);
    await world.work();
    await world.later();
    for (const { properties, value } of world.vault.secrets.current()) {
      const same = properties.name.endsWith('A');
      world.vault.secrets.put({
        name: properties.name,
        value: same ? value.reveal() : 'drifted',
        tags: properties.tags,
      });
    }
    world.calls();
    const { task, steps } = await world.sync('pushes', push.id);
    expect(task.counts).toMatchObject({ update: 1, unchanged: 1 });
    expect(steps.map((step: { operation: string }) => step.operation)).toEqual(['read', 'update']);
    expect(world.calls()).toMatchObject({ get: 2, set: 1 });
    expect(world.secrets()['production-web-B']).toEqual(['one', 'drifted', 'one']);
    expect((await world.sync('pushes', push.id)).steps).toEqual([]);
  });

  test('covers inherited values of every environment, and with local only its own parameters', async () => {
    const world = await createSyncWorld();
    await world.addProject('base');
    await world.addProject('web', 'base');
    await world.setValue('base', 'default', 'SHARED', 'from base');
    await world.setValue('web', 'staging', 'OWN', 'own');
    await world.addPush(['web']);
    await world.work();
    expect(world.secrets()).toEqual({
      'default-web-SHARED': ['from base'],
      'development-web-SHARED': ['from base'],
      'production-web-SHARED': ['from base'],
      'staging-web-SHARED': ['from base'],
      'staging-web-OWN': ['own'],
    });
    const local = await world.addPush(['web'], {
      name: 'local',
      local: true,
      resource: 'l-{{ environment }}-{{ parameter }}',
    });
    await world.work();
    expect((await world.latest('pushes', local.id)).steps).toMatchObject([{ venue_name: 'l-staging-OWN' }]);
  });

  test('includes what is no secret only when told to', async () => {
    const world = await worldWithValues({ A: 'one' });
    await world.setValue('web', 'production', 'OPEN', 'public', false);
    const push = await world.addPush(['web']);
    await world.work();
    expect(Object.keys(world.secrets())).toEqual(['production-web-A']);
    const fields = { include_parameters: true, include_secrets: false, coerce_parameters: true };
    const changed = await world.must(
      200,
      world.app.request('PATCH', `${world.path}pushes/${push.id}/`, { body: fields }),
    );
    expect(changed.latest_task).toMatchObject({ reason: 'push updated', state: 'queued' });
    await world.work();
    expect(world.secrets()).toEqual({ 'production-web-OPEN': ['public'] });
  });

  test('leaves foreign secrets alone, and takes them over when forced', async () => {
    const world = await worldWithValues({ A: 'ours', B: 'ours' });
    world.vault.secrets.put({ name: 'PRODUCTION-web-a', value: 'theirs', tags: { owner: 'them' } });
    const push = await world.addPush(['web']);
    await world.work();
    const { task, steps } = await world.latest('pushes', push.id);
    expect(task).toMatchObject({
      state: 'failure',
      error_code: 'task.steps-failed',
      error_detail: expect.stringContaining('1 of 2'),
    });
    expect(steps).toMatchObject([
      { operation: null, error_code: 'push.not-owned', success: false },
      { operation: 'create', success: true },
    ]);
    expect(world.secrets()['PRODUCTION-web-a']).toEqual(['theirs']);

    await world.app.request('PATCH', `${world.path}pushes/${push.id}/`, { body: { force: true } });
    await world.work();
    expect((await world.latest('pushes', push.id)).task.state).toBe('success');
    expect(world.secrets()['PRODUCTION-web-a']).toEqual(['theirs', 'ours']);
  });

  test('puts its tags and those of the integration on what it writes', async () => {
    const world = await worldWithValues({ 'A.B': 'one' }, { resourceTags: { team: 'payments' } });
    const push = await world.addPush(['web']);
    await world.work();
    const [secret] = world.vault.secrets.current();
    expect(secret?.properties.tags).toEqual({
      team: 'payments',
      'managed-by': 'key-vault-integration',
      'kvi-organization': world.organizationId,
      'kvi-push': push.id,
      'kvi-environment': 'production',
      'kvi-project': 'web',
      'kvi-parameter': 'A.B',
    });
  });

  test('writes nothing when anything is wrong with it, and tells everything', async () => {
    const world = await worldWithValues({
      A_B: 'x',
      'a.b': 'y',
      BIG: 'ü'.repeat(12_801),
      FINE: 'ok',
      ['N'.repeat(120)]: 'z',
    });
    const push = await world.addPush(['web']);
    await world.work();
    const { task, steps } = await world.latest('pushes', push.id);
    expect(task).toMatchObject({ state: 'failure', error_code: 'preflight.failed' });
    expect(steps.map((step: { error_code: string }) => step.error_code).sort()).toEqual([
      'secret-name.collision',
      'secret-name.too-long',
      'secret.too-large',
    ]);
    expect(task.error_detail).toContain('25602 bytes');
    expect(world.calls()).toEqual({ list: 0, get: 0, set: 0, deleted: 0, recover: 0 });
  });

  test('finds a value that is too large before it writes, however the vault spells the secret', async () => {
    const world = await worldWithValues({ BIG: 'x'.repeat(25_601), FINE: 'ok' });
    world.vault.secrets.put({ name: 'PRODUCTION-WEB-BIG', value: 'theirs' });
    const push = await world.addPush(['web'], { force: true });
    await world.work();
    expect((await world.latest('pushes', push.id)).task).toMatchObject({ error_code: 'secret.too-large' });
    expect(world.calls()).toMatchObject({ list: 1, set: 0 });
  });

  test('asks before it deletes much', async () => {
    const world = await worldWithValues(
      Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`K${index}`, 'x'])),
    );
    const push = await world.addPush(['web']);
    await world.work();
    for (let index = 0; index < 6; index += 1) await world.setValue('web', 'production', `K${index}`, null);
    const { task, steps } = await world.sync('pushes', push.id);
    expect(task).toMatchObject({ state: 'failure', error_code: 'push.confirm-deletes' });
    expect(steps).toHaveLength(6);
    expect(steps[0]).toMatchObject({ operation: 'delete', success: false, error_code: 'step.not-applied' });
    expect(Object.keys(world.secrets())).toHaveLength(8);

    // A run that is requested after one that is confirmed does not take its place.
    const path = `${world.path}pushes/${push.id}/`;
    const sync = (body: object) => world.must(202, world.app.request('POST', `${path}sync/`, { body }));
    expect((await sync({ confirm_deletes: true })).task).toMatchObject({ confirm_deletes: true, state: 'queued' });
    expect((await sync({})).task).toMatchObject({ confirm_deletes: false });
    await world.work();
    const { results } = await world.must(200, world.app.request('GET', `${path}tasks/?page_size=2`));
    expect(results).toMatchObject([
      { confirm_deletes: false, state: 'success', counts: { delete: 0 } },
      { confirm_deletes: true, state: 'success', counts: { delete: 6 } },
    ]);
    expect(Object.keys(world.secrets())).toHaveLength(2);
  });

  test('is refused by an integration that is not writable', async () => {
    const world = await worldWithValues({ A: 'one' }, { writable: false });
    const body = { name: 'p', resource: '{{ environment }}-{{ parameter }}', projects: [], tags: [] };
    const refused = await world.app.request('POST', `${world.path}pushes/`, { body });
    expect([refused.status, refused.json.code]).toEqual([403, 'integration.not-writable']);
  });

  test('waits as long as the vault asks, and fails clearly when that does not help', async () => {
    const world = await worldWithValues({ A: 'one' });
    await world.addPush(['web']);
    let failures = 3;
    const { set } = world.vault.secrets;
    const { VaultFault } = await import('../../shared/ports/vaults.ts');
    world.vault.secrets.set = (secret) => {
      failures -= 1;
      if (failures >= 0) throw new VaultFault('vault.throttled', { status: 429 });
      return set(secret);
    };
    const started = world.app.clock.now().getTime();
    await whilePassing(world, world.work());
    expect(world.secrets()).toEqual({ 'production-web-A': ['one'] });
    expect(world.app.clock.now().getTime() - started).toBeGreaterThanOrEqual(7_000);

    await world.setValue('web', 'production', 'A', 'two');
    failures = Number.POSITIVE_INFINITY;
    world.calls();
    const { results } = await world.must(200, world.app.request('GET', `${world.path}pushes/`));
    await whilePassing(world, world.sync('pushes', results[0].id));
    const { task: waiting } = await world.latest('pushes', results[0].id);
    expect(waiting).toMatchObject({ state: 'running', error_code: null, waiting: { code: 'vault.throttled' } });
    expect(world.calls().set).toBe(6);
    // Four times it is gone on with, each time later; then it has failed.
    const before = world.app.clock.now().getTime();
    while (world.app.jobs.size > 0) {
      await world.app.clock.advance(10_000);
      await whilePassing(world, world.work());
    }
    const { task: failed } = await world.latest('pushes', results[0].id);
    expect(failed).toMatchObject({ state: 'failure', error_code: 'vault.throttled', waiting: null });
    expect(world.calls().set).toBe(4 * 6);
    expect(world.app.clock.now().getTime() - before).toBeGreaterThan((30 + 60 + 120 + 240) * 1000);

    failures = 0;
    const { task: after } = await world.sync('pushes', results[0].id);
    expect(after.state).toBe('success');
    expect(world.secrets()).toEqual({ 'production-web-A': ['one', 'two'] });
  });

  test('pushes the value that there is, when it changed after the plan was made', async () => {
    const world = await worldWithValues({ A: 'one' });
    const push = await world.addPush(['web']);
    let changed = false;
    await world.work(
      interposed(world, 'set', async () => {
        if (!changed) await world.setValue('web', 'production', 'A', 'two');
        changed = true;
      }),
    );
    // What was read before is written; the next run finds the newer one.
    expect(world.secrets()).toEqual({ 'production-web-A': ['one'] });
    await world.sync('pushes', push.id);
    expect(world.secrets()).toEqual({ 'production-web-A': ['one', 'two'] });
  });
});

/** Lets the time pass until the work is done. */
async function whilePassing<T>(world: SyncWorld, work: Promise<T>): Promise<T> {
  let done = false;
  const finished = work.finally(() => {
    done = true;
  });
  for (let seconds = 0; !done; seconds += 1) {
    if (seconds > 600) throw new Error('ten minutes passed, and it is not done');
    await world.app.clock.advance(1_000);
  }
  return finished;
}
