import { CipherFault } from '../../shared/ports/cipher.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { createSyncWorld, type SyncWorld } from './world.ts';

const away = () => Promise.reject(new CipherFault('cipher.key-unavailable'));

function withoutKeys({ app: { deps } }: SyncWorld): Deps {
  return { ...deps, cipher: { ...deps.cipher, seal: away, open: away, digest: away } };
}

const waiting = { state: 'running', error_code: null, waiting: { code: 'cipher.key-unavailable' } };

describe('a run that meets keys that are away', () => {
  test('waits, and goes on when they are back', async () => {
    const world = await createSyncWorld();
    for (const name of ['A', 'B']) world.vault.secrets.put({ name: `production-web-${name}`, value: 'one' });
    const pull = await world.addPull();
    await world.work(withoutKeys(world));
    expect((await world.latest('pulls', pull.id)).task).toMatchObject(waiting);
    await world.app.clock.advance(30_000);
    await world.work();
    expect((await world.latest('pulls', pull.id)).task).toMatchObject({ state: 'success', waiting: null });
    expect(await world.store()).toEqual({ 'production/web/A': 'one', 'production/web/B': 'one' });
  });

  test('writes nothing to the vault meanwhile, and everything once afterwards', async () => {
    const world = await createSyncWorld();
    await world.addProject('web');
    await world.setValue('web', 'production', 'A', 'one');
    const push = await world.addPush(['web']);
    await world.work(withoutKeys(world));
    expect((await world.latest('pushes', push.id)).task).toMatchObject(waiting);
    expect(world.secrets()).toEqual({});
    await world.app.clock.advance(30_000);
    await world.work();
    expect((await world.latest('pushes', push.id)).task.state).toBe('success');
    expect(world.secrets()).toEqual({ 'production-web-A': ['one'] });
  });

  test('fails with what it waited for when that does not pass', async () => {
    const world = await createSyncWorld();
    world.vault.secrets.put({ name: 'production-web-A', value: 'one' });
    const pull = await world.addPull();
    for (const seconds of [0, 30, 60, 120, 240]) {
      await world.app.clock.advance(seconds * 1000);
      await world.work(withoutKeys(world));
    }
    const { task } = await world.latest('pulls', pull.id);
    expect(task).toMatchObject({ state: 'failure', error_code: 'cipher.key-unavailable', waiting: null });
  });
});
