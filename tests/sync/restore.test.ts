import { connectNeighbour, createSyncWorld, type SyncWorld, usual } from './world.ts';

const everything = { include_parameters: true, coerce_parameters: true };

let world: SyncWorld;

beforeEach(async () => {
  world = await createSyncWorld();
  await world.addProject('web');
});

/** Imports everything into the other organization, which is empty. */
async function restore(fields: object = {}) {
  const other = await connectNeighbour(world);
  const pull = await other.addPull(fields);
  await other.work();
  return { other, pull, ...(await other.latest('pulls', pull.id)) };
}

describe('what a push wrote', () => {
  test('comes back as it was in another, empty organization', async () => {
    await world.addProject('my web.app');
    await world.setValue('my web.app', 'production', 'DATABASE_URL/€', 'one');
    await world.setValue('web', 'staging', 'PORT', '8080', false, 'integer');
    await world.setValue('web', 'production', 'PORT', '80', false, 'integer');
    await world.setValue('web', 'production', 'TOKEN', 'true', true, 'boolean');
    await world.setValue('web', 'production', 'NOTHING', '', false);
    await world.addPush(['web', 'my web.app'], everything);
    await world.work();
    const { other, task } = await restore();
    expect(task.state).toBe('success');
    expect(await other.store()).toEqual(await world.store());
    expect(await other.natures()).toEqual(await world.natures());
    expect(await other.natures()).toMatchObject({ 'web/PORT': 'open integer', 'web/TOKEN': 'secret boolean' });
  });

  test('is read once, the empty values too', async () => {
    await world.setValue('web', 'production', 'FULL', 'x');
    await world.setValue('web', 'production', 'EMPTY', '');
    await world.addPush(['web']);
    await world.work();
    const { other, pull } = await restore();
    await world.later();
    await other.sync('pulls', pull.id);
    world.calls();
    const { task } = await other.sync('pulls', pull.id);
    expect(task).toMatchObject({ state: 'success', counts: { unchanged: 2, skipped: 0 } });
    expect(world.calls()).toMatchObject({ list: 1, get: 0 });
  });

  test('is empty, and overwrites nothing', async () => {
    await world.setValue('web', 'production', 'A', '');
    await world.setValue('web', 'production', 'B', '');
    await world.addPush(['web']);
    await world.work();
    await world.later();
    // A foreign secret that is empty is no value at all.
    world.vault.secrets.put({ name: 'production-web-C', value: '' });
    await world.later();
    const other = await connectNeighbour(world);
    await other.addProject('web');
    await other.setValue('web', 'production', 'A', 'kept');
    const pull = await other.addPull();
    await other.work();
    const { task, steps } = await other.latest('pulls', pull.id);
    expect(task).toMatchObject({ state: 'success', counts: { create: 1, skipped: 2, failed: 0 } });
    expect(steps).toMatchObject([
      { operation: null, parameter_name: 'A', success_detail: expect.stringContaining('empty') },
      { operation: 'create', parameter_name: 'B' },
      { operation: null, parameter_name: 'C', success_detail: expect.stringContaining('empty') },
    ]);
    expect(await other.store()).toEqual({ 'production/web/A': 'kept', 'production/web/B': '' });

    // That they are empty is remembered, until something changes.
    world.calls();
    const again = await other.sync('pulls', pull.id);
    expect(again).toMatchObject({ steps: [], task: { counts: { unchanged: 3 } } });
    expect(world.calls()).toMatchObject({ list: 1, get: 0 });
    world.vault.secrets.put({ name: 'production-web-C', value: 'full' });
    expect((await other.sync('pulls', pull.id)).task.counts).toMatchObject({ create: 1, unchanged: 2 });
  });

  test('stays a secret of its organization and push: nobody else overwrites or deletes it', async () => {
    await world.setValue('web', 'production', 'A', 'ours');
    await world.addPush(['web']);
    await world.work();
    const { other } = await restore();
    await other.setValue('web', 'production', 'A', 'theirs');
    const push = await other.addPush(['web']);
    await other.work();
    expect((await other.latest('pushes', push.id)).steps).toMatchObject([
      { operation: null, error_code: 'push.not-owned' },
    ]);
    expect(world.secrets()).toEqual({ 'production-web-A': ['ours'] });
  });

  test('goes into a parameter that is no secret only if it was none', async () => {
    await world.setValue('web', 'production', 'OPEN', 'public', false);
    await world.setValue('web', 'production', 'SECRET', 'hidden');
    await world.addPush(['web'], everything);
    await world.work();
    const other = await connectNeighbour(world);
    await other.addProject('web');
    for (const name of ['OPEN', 'SECRET']) await other.setValue('web', 'production', name, 'before', false);
    const pull = await other.addPull();
    await other.work();
    expect((await other.latest('pulls', pull.id)).steps).toMatchObject([
      { operation: 'update', success: true, parameter_name: 'OPEN' },
      { operation: null, error_code: 'parameter.not-secret', parameter_name: 'SECRET' },
    ]);
    expect(await other.store()).toEqual({ 'production/web/OPEN': 'public', 'production/web/SECRET': 'before' });
  });

  test('has text for a type where somebody made its value another one', async () => {
    await world.setValue('web', 'production', 'PORT', '80', false, 'integer');
    await world.setValue('web', 'staging', 'PORT', '8080', false, 'integer');
    await world.addPush(['web'], everything);
    await world.work();
    const [secret] = world.vault.secrets.current();
    const tags = secret?.properties.tags;
    world.vault.secrets.put({ name: 'production-web-PORT', value: 'eighty', tags });
    const { other, task } = await restore();
    expect(task.state).toBe('success');
    expect(await other.natures()).toEqual({ 'web/PORT': 'open string' });
    expect(await other.store()).toEqual({ 'production/web/PORT': 'eighty', 'staging/web/PORT': '8080' });
  });

  test('is a secret in tags of before they said so', async () => {
    await world.setValue('web', 'production', 'A', 'one', false);
    await world.addPush(['web'], { ...everything, resource: usual });
    await world.work();
    const [secret] = world.vault.secrets.current();
    const { 'kvi-secret': said, ...tags } = secret?.properties.tags ?? {};
    expect(said).toBe('false');
    world.vault.secrets.put({ name: 'production-web-A', value: 'one', tags });
    expect(await (await restore()).other.natures()).toEqual({ 'web/A': 'secret string' });
  });
});

describe('what a secret says beside its value', () => {
  test('stays when the value is written again, without another request', async () => {
    const said = { contentType: 'text/plain', notBefore: 1_700_000_000, expires: 253_402_300_799 };
    await world.setValue('web', 'production', 'A', 'one');
    await world.setValue('web', 'production', 'B', 'one');
    world.vault.secrets.put({ name: 'production-web-B', value: 'theirs', ...said });
    const push = await world.addPush(['web'], { force: true });
    await world.work();
    // Somebody in the portal gives our own secret an expiry as well.
    const own = world.vault.secrets.get('production-web-A').properties;
    await world.later();
    world.vault.secrets.put({ name: own.name, value: 'one', tags: own.tags, ...said });
    await world.later();
    for (const name of ['A', 'B']) await world.setValue('web', 'production', name, 'two');
    world.calls();
    await world.sync('pushes', push.id);
    expect(world.calls()).toMatchObject({ list: 1, get: 0, set: 2 });
    for (const name of ['A', 'B']) {
      const { value, properties } = world.vault.secrets.get(`production-web-${name}`);
      expect(value.reveal()).toBe('two');
      expect(properties).toMatchObject(said);
    }
  });
});
