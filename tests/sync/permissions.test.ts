import type { Permission } from '../../shared/ports/vaults.ts';
import { createSyncWorld, type SyncWorld } from './world.ts';

const grant = (world: SyncWorld, ...permissions: Permission[]) => {
  world.vault.permissions = new Set(permissions);
};
const refresh = (world: SyncWorld) => world.must(200, world.app.request('GET', `${world.path}?refresh_status=true`));

async function worldWithValues() {
  const world = await createSyncWorld();
  await world.addProject('web');
  for (const name of ['A', 'B', 'C']) await world.setValue('web', 'production', name, 'one');
  return world;
}

describe('before anything is written', () => {
  test('a push that may not set secrets fails as a whole, and says what is missing', async () => {
    const world = await worldWithValues();
    grant(world, 'list', 'get', 'delete', 'recover');
    await refresh(world);
    world.calls();
    const push = await world.addPush(['web']);
    await world.work();
    const { task, steps } = await world.latest('pushes', push.id);
    expect(task).toMatchObject({
      state: 'failure',
      error_code: 'vault.forbidden-by-rbac',
      error_detail: expect.stringContaining('may not set secrets'),
    });
    expect(steps).toHaveLength(3);
    expect(world.calls()).toMatchObject({ set: 0, deleted: 0 });
  });

  test('one that may set but not delete neither sets nor deletes', async () => {
    const world = await worldWithValues();
    const push = await world.addPush(['web']);
    await world.work();
    await world.setValue('web', 'production', 'A', null);
    await world.setValue('web', 'production', 'B', 'two');
    grant(world, 'list', 'get', 'set');
    await refresh(world);
    const { task } = await world.sync('pushes', push.id);
    expect(task).toMatchObject({ state: 'failure', error_detail: expect.stringContaining('may not delete secrets') });
    expect(world.secrets()).toMatchObject({ 'production-web-A': ['one'], 'production-web-B': ['one'] });
    // What has nothing to delete may be done.
    await world.setValue('web', 'production', 'A', 'one');
    expect((await world.sync('pushes', push.id)).task).toMatchObject({ state: 'success', counts: { update: 1 } });
  });

  test('an import that may not read secrets fails as a whole', async () => {
    const world = await createSyncWorld();
    for (const name of ['A', 'B']) world.vault.secrets.put({ name: `production-web-${name}`, value: 'x' });
    grant(world, 'list');
    await refresh(world);
    world.calls();
    const pull = await world.addPull();
    await world.work();
    expect((await world.latest('pulls', pull.id)).task).toMatchObject({
      state: 'failure',
      error_code: 'vault.forbidden-by-rbac',
    });
    expect(world.calls().get).toBe(0);
    expect(await world.store()).toEqual({});
  });
});

test('what has been granted since the last test is found out, and asked for only when that test denied it', async () => {
  const world = await worldWithValues();
  grant(world, 'list');
  await refresh(world);
  grant(world, 'list', 'get', 'set', 'delete', 'recover');
  const push = await world.addPush(['web']);
  const { probe } = world.vault.calls;
  await world.work();
  expect((await world.latest('pushes', push.id)).task).toMatchObject({ state: 'success', counts: { create: 3 } });
  expect(world.vault.calls.probe).toBe(probe + 1);

  await refresh(world);
  const after = world.vault.calls.probe;
  await world.setValue('web', 'production', 'A', 'two');
  await world.sync('pushes', push.id);
  expect(world.vault.calls.probe).toBe(after);
});
