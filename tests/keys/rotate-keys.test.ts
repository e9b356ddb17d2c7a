import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startAzurite } from '../../sandbox/azurite/start-azurite.ts';
import { createKeyFile } from '../../shared/adapters/crypto/create-key-file.ts';
import { createKeyRing } from '../../shared/adapters/crypto/create-key-ring.ts';
import { createEnvelopeCipher } from '../../shared/adapters/crypto/envelope-cipher.ts';
import { createKeyFileWrapper } from '../../shared/adapters/crypto/key-file-wrapper.ts';
import { keyIdOf } from '../../shared/adapters/crypto/sealed-format.ts';
import { createManualClock } from '../../shared/adapters/memory/manual-clock.ts';
import { createMemoryRows } from '../../shared/adapters/memory/memory-rows.ts';
import { systemRandom } from '../../shared/adapters/system/system-random.ts';
import type { Rows } from '../../shared/ports/rows.ts';
import { Secret } from '../../shared/secret.ts';
import { createOrganization } from '../../shared/use-cases/identity/create-organization.ts';
import { rotateKeys } from '../../shared/use-cases/keys/rotate-keys.ts';

const hour = 3_600_000;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rotate-keys-'));
});

afterEach(() => rm(folder, { recursive: true }));

/** Three organizations with one sealed value each, under a key file with one key. */
async function createWorld() {
  const keyFile = join(folder, 'key');
  await createKeyFile(keyFile);
  const rows = createMemoryRows();
  const clock = createManualClock(new Date('2026-01-01T00:00:00Z'));
  const keyWrapper = createKeyFileWrapper(keyFile);
  const deps = { rows, clock, random: systemRandom, keyWrapper };
  /** A process that starts now: nothing is in its memory. */
  const newCipher = () => createEnvelopeCipher(deps, { fresh: hour, stale: 0 });
  const names = ['Contoso', 'Fabrikam', 'Tailspin'];
  const organizations = await Promise.all(names.map((name) => createOrganization(deps, { name })));
  const binding = ['value', 'a', 'b'];
  const sealed = await Promise.all(
    organizations.map(async ({ id, name }) => {
      const cipher = newCipher();
      const bytes = await cipher.seal(new Secret(name), { organizationId: id, binding });
      return { id, name, bytes, digest: await cipher.digest(new Secret(name), id) };
    }),
  );

  return {
    deps,
    clock,
    keyFile,
    organizations,
    newCipher,
    binding,
    sealed,
    rotate(input: Parameters<typeof rotateKeys>[1] = {}, over: Rows = rows) {
      return rotateKeys({ rows: over, clock, keyRing: createKeyRing({ ...deps, rows: over }) }, input);
    },
    async addWrappingKey() {
      const newer = join(folder, 'newer');
      await createKeyFile(newer);
      await writeFile(keyFile, (await readFile(newer, 'utf8')) + (await readFile(keyFile, 'utf8')));
      await rm(newer);
    },
    async dropOldWrappingKeys() {
      const [first] = (await readFile(keyFile, 'utf8')).split('\n');
      await writeFile(keyFile, `${first}\n`);
    },
    /** Opens everything with a process that has just started. */
    async expectReadable() {
      const cipher = newCipher();
      for (const { id, name, bytes, digest } of sealed) {
        expect((await cipher.open(bytes, { organizationId: id, binding })).reveal()).toBe(name);
        expect(await cipher.digest(new Secret(name), id)).toBe(digest);
      }
    },
  };
}

describe('the rotation of keys', () => {
  test('wraps every key anew, after which the wrapping key before is not needed', async () => {
    const world = await createWorld();
    await world.addWrappingKey();
    expect(await world.rotate()).toEqual({ organizations: 3, keys: 6, rewrapped: 6, renewed: 0, failed: [] });
    await world.dropOldWrappingKeys();
    await world.expectReadable();
  });

  test('without it the wrapping key before is needed', async () => {
    const world = await createWorld();
    await world.addWrappingKey();
    await world.expectReadable();
    await world.dropOldWrappingKeys();
    await expect(world.expectReadable()).rejects.toMatchObject({ code: 'cipher.key-unavailable' });
  });

  test('finds nothing to do when it is done', async () => {
    const world = await createWorld();
    expect(await world.rotate()).toMatchObject({ keys: 6, rewrapped: 0 });
    await world.addWrappingKey();
    await world.rotate();
    expect(await world.rotate()).toMatchObject({ keys: 6, rewrapped: 0 });
  });

  test('of one organization leaves the others', async () => {
    const world = await createWorld();
    await world.addWrappingKey();
    const organizationId = world.sealed[0]?.id;
    expect(await world.rotate({ organizationId })).toMatchObject({ organizations: 1, keys: 2, rewrapped: 2 });
    expect(await world.rotate()).toMatchObject({ keys: 6, rewrapped: 4 });
  });

  test('cut off at any write, leaves everything readable and is finished by the next run', async () => {
    for (let allowed = 0; allowed < 6; allowed += 1) {
      const world = await createWorld();
      await world.addWrappingKey();
      let left = allowed;
      const failing: Rows = {
        ...world.deps.rows,
        async write(table, partitionKey, writes) {
          left -= 1;
          if (left < 0) throw new Error('killed');
          return world.deps.rows.write(table, partitionKey, writes);
        },
      };
      await expect(world.rotate({}, failing)).rejects.toThrow('killed');
      await world.expectReadable();
      expect(await world.rotate()).toMatchObject({ keys: 6, rewrapped: 6 - allowed });
      await world.dropOldWrappingKeys();
      await world.expectReadable();
      await rm(world.keyFile);
    }
  });

  test('two at once wrap every key', async () => {
    const world = await createWorld();
    await world.addWrappingKey();
    const [one, other] = await Promise.all([world.rotate(), world.rotate()]);
    expect([one.failed, other.failed]).toEqual([[], []]);
    await world.dropOldWrappingKeys();
    await world.expectReadable();
  });

  test('says of which organizations it could not, and does the others', async () => {
    const world = await createWorld();
    const [first, ...others] = world.sealed;
    await world.addWrappingKey();
    await Promise.all(others.map(({ id }) => world.rotate({ organizationId: id })));
    await world.dropOldWrappingKeys();
    await world.addWrappingKey();
    expect(await world.rotate()).toMatchObject({
      rewrapped: 4,
      failed: [{ organizationId: first?.id, code: 'cipher.key-unavailable' }],
    });
  });

  test('makes new data keys, which seal from then on, once a day', async () => {
    const world = await createWorld();
    expect(await world.rotate({ newDataKey: true })).toMatchObject({ renewed: 0 });
    await world.clock.advance(25 * hour);
    expect(await world.rotate({ newDataKey: true })).toMatchObject({ renewed: 3, keys: 9 });
    expect(await world.rotate({ newDataKey: true })).toMatchObject({ renewed: 0, keys: 9 });
    await world.expectReadable();
    const cipher = world.newCipher();
    for (const { id, name, bytes, digest } of world.sealed) {
      const context = { organizationId: id, binding: world.binding };
      const again = await cipher.seal(new Secret(name), context);
      expect(keyIdOf(again)).not.toBe(keyIdOf(bytes));
      expect((await cipher.open(again, context)).reveal()).toBe(name);
      expect(await cipher.digest(new Secret(name), id)).toBe(digest);
    }
  });

  test('makes no data key for who never sealed anything', async () => {
    const world = await createWorld();
    const { id } = await createOrganization(world.deps, { name: 'Silent' });
    await world.clock.advance(25 * hour);
    expect(await world.rotate({ organizationId: id, newDataKey: true })).toMatchObject({ keys: 0, renewed: 0 });
  });
});

describe('npm run admin -- rotate-keys', () => {
  const run = promisify(execFile);

  test('rotates on real storage and says what it did', async () => {
    const azurite = await startAzurite();
    try {
      const keyFile = join(folder, 'key');
      await createKeyFile(keyFile);
      const sample = JSON.parse(await readFile('local.settings.sample.json', 'utf8')).Values;
      const env = { ...process.env, ...sample, AzureWebJobsStorage: azurite.connectionString, KEY_FILE: keyFile };
      const admin = async (...args: string[]) =>
        JSON.parse((await run(process.execPath, ['scripts/admin.ts', ...args, '--json'], { env })).stdout);
      const { organization } = await admin('create-organization', '--name', 'Contoso');
      expect(await admin('rotate-keys')).toEqual({ organizations: 1, keys: 0, rewrapped: 0, renewed: 0 });
      expect(await admin('rotate-keys', '--organization', organization, '--new-data-key')).toMatchObject({
        organizations: 1,
      });
    } finally {
      await azurite.stop();
    }
  });
});
