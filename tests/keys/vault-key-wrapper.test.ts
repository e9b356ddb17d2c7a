import { randomBytes } from 'node:crypto';
import type { TokenCredential } from '@azure/identity';
import type { KeyWrapper, WrappedKey } from '../../shared/ports/key-wrapper.ts';
import { createWrappingWorld, type WrappingWorld } from './wrapping-world.ts';

let world: WrappingWorld;
let wrapper: KeyWrapper;
let wrapped: WrappedKey;
const dataKey = Uint8Array.from(randomBytes(32));

beforeEach(async () => {
  world = await createWrappingWorld();
  wrapper = world.newWrapper();
  wrapped = await wrapper.wrap(dataKey);
});
afterEach(() => world.close());

test('a data key is wrapped by the newest version, whose name is kept with it', async () => {
  const first = await world.newestVersion();
  expect(wrapped.wrappedBy).toBe(`vault:data-keys/${first}`);
  expect(wrapped.bytes.byteLength).toBe(256);
  await world.keys.rotateKey('data-keys');
  const again = await wrapper.wrap(dataKey);
  expect(again.wrappedBy).toBe(`vault:data-keys/${await world.newestVersion()}`);
  expect(again.wrappedBy).not.toBe(wrapped.wrappedBy);
  for (const one of [wrapped, again]) expect(await world.newWrapper().unwrap(one)).toEqual(dataKey);
});

test('wrapping asks which version is the newest, unwrapping asks nothing beforehand', async () => {
  world.takeCounts();
  await wrapper.wrap(dataKey);
  expect(world.takeCounts()).toEqual({ getKey: 1, wrapKey: 1 });
  await wrapper.unwrap(wrapped);
  expect(world.takeCounts()).toEqual({ unwrapKey: 1 });
  await world.newWrapper().unwrap(wrapped);
  expect(world.takeCounts()).toEqual({ challenge: 1, unwrapKey: 1 });
});

test('many first calls at once reach the vault whole', async () => {
  const fresh = world.newWrapper();
  const keys = Array.from({ length: 10 }, () => Uint8Array.from(randomBytes(32)));
  const all = await Promise.all(keys.map((key) => fresh.wrap(key)));
  expect(await Promise.all(all.map((one) => fresh.unwrap(one)))).toEqual(keys);
});

test('what another key of the vault wrapped is unwrapped by that one', async () => {
  await world.keys.createRsaKey('earlier-key');
  const { wrappedBy, bytes } = wrapped;
  await expect(
    wrapper.unwrap({ wrappedBy: wrappedBy.replace('data-keys', 'earlier-key'), bytes }),
  ).rejects.toMatchObject({ code: 'wrapping-key.not-found' });
  const version = (await world.keys.getKey('earlier-key')).properties.version;
  await expect(wrapper.unwrap({ wrappedBy: `vault:earlier-key/${version}`, bytes })).rejects.toMatchObject({
    name: 'KeyRefused',
  });
});

test('an expired version unwraps, and wraps no more', async () => {
  await world.keys.updateKeyProperties('data-keys', await world.newestVersion(), { expiresOn: new Date(86_400_000) });
  expect(await wrapper.unwrap(wrapped)).toEqual(dataKey);
  expect(await world.newWrapper().unwrap(wrapped)).toEqual(dataKey);
  await expect(wrapper.wrap(dataKey)).rejects.toMatchObject({ code: 'wrapping-key.unusable' });
});

const away = (code: string) => ({ name: 'KeyUnavailable', code });

describe('what cannot be had', () => {
  const both = () => [() => wrapper.wrap(dataKey), () => wrapper.unwrap(wrapped)];

  async function expectAway(code: string, more: object = {}) {
    for (const attempt of both()) await expect(attempt()).rejects.toMatchObject({ ...away(code), ...more });
  }
  async function expectBack() {
    expect(await wrapper.unwrap(await wrapper.wrap(dataKey))).toEqual(dataKey);
    expect(await wrapper.unwrap(wrapped)).toEqual(dataKey);
  }

  test('a disabled version, until it is enabled', async () => {
    const version = await world.newestVersion();
    await world.enable(version, false);
    await expectAway('wrapping-key.disabled', { mayPass: false });
    await world.enable(version, true);
    await expectBack();
  });

  test('an old version that is disabled, while the newest one serves', async () => {
    const old = await world.newestVersion();
    await world.keys.rotateKey('data-keys');
    await world.enable(old, false);
    await expect(wrapper.unwrap(wrapped)).rejects.toMatchObject(away('wrapping-key.disabled'));
    expect(await wrapper.unwrap(await wrapper.wrap(dataKey))).toEqual(dataKey);
  });

  test('a deleted key, until it is recovered', async () => {
    await (await world.keys.beginDeleteKey('data-keys', { intervalInMs: 1 })).pollUntilDone();
    await expectAway('wrapping-key.not-found', { mayPass: false });
    await (await world.keys.beginRecoverDeletedKey('data-keys', { intervalInMs: 1 })).pollUntilDone();
    await expectBack();
  });

  test('a key without the role, until it is assigned', async () => {
    world.takeRoleAway();
    await expectAway('wrapping-key.forbidden', { mayPass: false });
    world.giveRoleBack();
    await expectBack();
  });

  test('a vault behind a firewall or without public network', async () => {
    for (const network of ['firewall', 'private'] as const) {
      world.vault.network = network;
      await expectAway('wrapping-key.blocked', { mayPass: false });
    }
    world.noTrouble();
    await expectBack();
  });

  test('a vault that throttles, with the time that it asks for', async () => {
    world.trouble('throttle', { retryAfter: 17 });
    await expectAway('wrapping-key.throttled', { mayPass: true, retryAfter: 17 });
    world.noTrouble();
    await expectBack();
  });

  test('a vault that is unavailable, and one that answers nothing', async () => {
    world.trouble('unavailable');
    await expectAway('wrapping-key.unavailable', { mayPass: true });
    world.noTrouble();
    world.trouble('reset');
    await expectAway('wrapping-key.unreachable', { mayPass: true });
    world.noTrouble();
    await expectBack();
  });

  test('a vault that is gone', async () => {
    const { model } = world.sandbox.cloud;
    model.vaults = model.vaults.filter((vault) => vault !== world.vault);
    await expectAway('wrapping-key.unreachable');
    model.vaults = [...model.vaults, world.vault];
    await expectBack();
  });

  test('an identity that gets no token', async () => {
    const noToken: TokenCredential = { getToken: () => Promise.reject(new Error('nobody answers')) };
    const without = world.newWrapper(undefined, noToken);
    await expect(without.unwrap(wrapped)).rejects.toMatchObject(away('wrapping-key.no-token'));
    await expect(without.wrap(dataKey)).rejects.toMatchObject(away('wrapping-key.no-token'));
  });

  test('anything, once the caller does not wait any longer', async () => {
    world.trouble('delay', { delay: 3_600_000 });
    for (const attempt of [
      (signal: AbortSignal) => wrapper.wrap(dataKey, signal),
      (signal: AbortSignal) => wrapper.unwrap(wrapped, signal),
    ]) {
      const caller = new AbortController();
      const waiting = attempt(caller.signal);
      caller.abort(new Error('enough'));
      await expect(waiting).rejects.toThrow('enough');
    }
    world.noTrouble();
    await expectBack();
  });
});

test('what was changed is refused, which is no trouble with the key', async () => {
  await expect(wrapper.unwrap({ ...wrapped, bytes: new Uint8Array(256) })).rejects.toMatchObject({
    name: 'KeyRefused',
  });
});

test('no error shows a data key or what was asked with it', async () => {
  world.trouble('unavailable');
  const error = await wrapper.wrap(dataKey).catch((caught: unknown) => caught);
  const { describeError } = await import('../../shared/log.ts');
  const told = JSON.stringify(describeError(error));
  expect(told).toContain('wrapping-key.unavailable');
  expect(told).not.toContain(Buffer.from(dataKey).toString('base64url'));
});
