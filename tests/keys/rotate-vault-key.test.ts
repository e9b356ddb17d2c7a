import { createKeyRing } from '../../shared/adapters/crypto/create-key-ring.ts';
import { createEnvelopeCipher } from '../../shared/adapters/crypto/envelope-cipher.ts';
import { guardKeyWrapper } from '../../shared/adapters/crypto/guard-key-wrapper.ts';
import { createManualClock } from '../../shared/adapters/memory/manual-clock.ts';
import { createMemoryRows } from '../../shared/adapters/memory/memory-rows.ts';
import { createMemoryTelemetry } from '../../shared/adapters/memory/memory-telemetry.ts';
import { systemRandom } from '../../shared/adapters/system/system-random.ts';
import { createJsonLog } from '../../shared/log.ts';
import type { KeyWrapper } from '../../shared/ports/key-wrapper.ts';
import { Secret } from '../../shared/secret.ts';
import { createOrganization } from '../../shared/use-cases/identity/create-organization.ts';
import { rotateKeys } from '../../shared/use-cases/keys/rotate-keys.ts';
import { createWrappingWorld, type WrappingWorld } from './wrapping-world.ts';

const hour = 3_600_000;
const binding = ['value', 'a', 'b'];

let vault: WrappingWorld;
beforeEach(async () => {
  vault = await createWrappingWorld();
});
afterEach(() => vault.close());

/** Three organizations with one sealed value each, under the key of the vault. */
async function createWorld() {
  const clock = createManualClock();
  const rows = createMemoryRows();
  const telemetry = createMemoryTelemetry();
  const log = createJsonLog(() => {});
  const deps = { rows, clock, random: systemRandom };
  /** As a process has it that starts now. */
  const newWrapper = (): KeyWrapper => {
    const limit = () => new AbortController().signal;
    return guardKeyWrapper(vault.newWrapper(clock), { clock, log, telemetry, limit });
  };
  const newCipher = () => createEnvelopeCipher({ ...deps, keyWrapper: newWrapper() }, { fresh: hour, stale: 0 });
  const cipher = newCipher();
  const sealed: { id: string; bytes: Uint8Array; digest: string }[] = [];
  for (const name of ['Contoso', 'Fabrikam', 'Tailspin']) {
    const { id } = await createOrganization(deps, { name });
    const bytes = await cipher.seal(new Secret(id), { organizationId: id, binding });
    sealed.push({ id, bytes, digest: await cipher.digest(new Secret(id), id) });
  }

  return {
    sealed,
    rotate: () => rotateKeys({ ...deps, keyRing: createKeyRing({ ...deps, keyWrapper: newWrapper() }) }, {}),
    /** Opens everything with a process that has just started. */
    async expectReadable() {
      const fresh = newCipher();
      for (const { id, bytes, digest } of sealed) {
        expect((await fresh.open(bytes, { organizationId: id, binding })).reveal()).toBe(id);
        expect(await fresh.digest(new Secret(id), id)).toBe(digest);
      }
    },
    /** How many data keys each version of the wrapping key has wrapped. */
    async wrappedBy(): Promise<Record<string, number>> {
      const counts: Record<string, number> = {};
      for (const { id } of sealed) {
        for (const { values } of (await rows.range('dataKeys', id)).rows) {
          if (typeof values.wrappedBy !== 'string') continue;
          counts[values.wrappedBy] = (counts[values.wrappedBy] ?? 0) + 1;
        }
      }
      return counts;
    },
  };
}

test('a new version wraps everything anew, after which the one before may be disabled', async () => {
  const world = await createWorld();
  const old = await vault.newestVersion();
  expect(await world.wrappedBy()).toEqual({ [`vault:data-keys/${old}`]: 6 });
  await vault.keys.rotateKey('data-keys');
  await world.expectReadable();
  expect(await world.rotate()).toEqual({ organizations: 3, keys: 6, rewrapped: 6, renewed: 0, failed: [] });
  expect(await world.wrappedBy()).toEqual({ [`vault:data-keys/${await vault.newestVersion()}`]: 6 });
  await vault.enable(old, false);
  await world.expectReadable();
  expect(await world.rotate()).toMatchObject({ keys: 6, rewrapped: 0, failed: [] });
});

test('without it the version before is needed', async () => {
  const world = await createWorld();
  const old = await vault.newestVersion();
  await vault.keys.rotateKey('data-keys');
  await vault.enable(old, false);
  await expect(world.expectReadable()).rejects.toMatchObject({ code: 'cipher.key-unavailable' });
  expect(await world.rotate()).toMatchObject({
    rewrapped: 0,
    failed: [{}, {}, {}],
  });
  await vault.enable(old, true);
  expect(await world.rotate()).toMatchObject({ rewrapped: 6, failed: [] });
});

test.each([0, 1, 2, 3, 4, 5])(
  'a vault that goes away after %i keys leaves all readable, and the rest for the next run',
  async (done) => {
    const world = await createWorld();
    const old = await vault.newestVersion();
    await vault.keys.rotateKey('data-keys');
    const newest = `vault:data-keys/${await vault.newestVersion()}`;
    let unwraps = 0;
    vault.onRequest(({ operation, status }) => {
      if (operation === 'unwrapKey' && status === 200) unwraps += 1;
      if (unwraps === done + 1 && operation === 'unwrapKey') vault.trouble('unavailable');
    });
    expect((await world.rotate()).failed).not.toEqual([]);
    expect((await world.wrappedBy())[newest] ?? 0).toBe(done);
    vault.onRequest(undefined);
    vault.noTrouble();
    await world.expectReadable();
    expect(await world.rotate()).toMatchObject({ keys: 6, rewrapped: 6 - done, failed: [] });
    await vault.enable(old, false);
    await world.expectReadable();
  },
);

test('two runs at once wrap every key', async () => {
  const world = await createWorld();
  await vault.keys.rotateKey('data-keys');
  const runs = await Promise.all([world.rotate(), world.rotate()]);
  expect(runs.map(({ failed }) => failed)).toEqual([[], []]);
  expect(await world.wrappedBy()).toEqual({ [`vault:data-keys/${await vault.newestVersion()}`]: 6 });
  await world.expectReadable();
});
