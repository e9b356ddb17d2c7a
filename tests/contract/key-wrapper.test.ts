import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeyFile } from '../../shared/adapters/crypto/create-key-file.ts';
import { createKeyFileWrapper } from '../../shared/adapters/crypto/key-file-wrapper.ts';
import { createMemoryKeyWrapper } from '../../shared/adapters/memory/memory-key-wrapper.ts';
import { createSeededRandom } from '../../shared/adapters/memory/seeded-random.ts';
import { createWrappingWorld, type WrappingWorld } from '../keys/wrapping-world.ts';
import { describeKeyWrapper } from './key-wrapper.contract.ts';

let directory: string;
let world: WrappingWorld;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'key-file-'));
  world = await createWrappingWorld();
});
afterAll(async () => {
  await world.close();
  await rm(directory, { recursive: true, force: true });
});

describeKeyWrapper('in memory', async () => createMemoryKeyWrapper());
describeKeyWrapper('key file', async () => {
  const path = join(directory, 'contract');
  await createKeyFile(path);
  return createKeyFileWrapper(path);
});
describeKeyWrapper('key of a vault', async () => world.newWrapper());

describe('the key file', () => {
  // https://www.rfc-editor.org/rfc/rfc3394#section-4.6
  const rfcKey = Buffer.from('000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F', 'hex');
  const rfcData = Buffer.from('00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F', 'hex');
  const rfcWrapped = '28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21';
  const otherKey = Buffer.alloc(32, 7);

  let count = 0;
  async function keyFile(text: string, mode = 0o600): Promise<string> {
    count += 1;
    const path = join(directory, `file-${count}`);
    await writeFile(path, text, { mode });
    await chmod(path, mode);
    return path;
  }
  const line = (key: Uint8Array) => `${Buffer.from(key).toString('base64')}\n`;

  it('wraps as RFC 3394 has it', async () => {
    const { wrappedBy, bytes } = await createKeyFileWrapper(await keyFile(line(rfcKey))).wrap(rfcData);
    expect(Buffer.from(bytes).toString('hex')).toBe(rfcWrapped);
    // SHA-256 of the key: 630dcd2966c43366…
    expect(wrappedBy).toBe('file:630dcd2966c43366');
  });

  it('wraps with its first key and unwraps with all of them, without a restart', async () => {
    const path = await keyFile(line(rfcKey));
    const wrapper = createKeyFileWrapper(path);
    const old = await wrapper.wrap(rfcData);
    await writeFile(path, `${line(otherKey)}\r\n${line(rfcKey)}`);
    const current = await wrapper.wrap(rfcData);
    expect(current.wrappedBy).not.toBe(old.wrappedBy);
    expect(Buffer.from(await wrapper.unwrap(old))).toEqual(rfcData);
    expect(Buffer.from(await wrapper.unwrap(current))).toEqual(rfcData);
    await writeFile(path, line(otherKey));
    await expect(wrapper.unwrap(old)).rejects.toMatchObject({
      name: 'KeyUnavailable',
      message: expect.stringContaining(old.wrappedBy),
    });
  });

  it.each<[string, string, number, RegExp]>([
    ['empty', '', 0o600, /is empty/],
    ['of blank lines', '\n \n', 0o600, /is empty/],
    ['of no base64', 'not a key\n', 0o600, /line 1 .* is not a key/],
    ['with a short key', line(Buffer.alloc(31)), 0o600, /line 1 .* is not a key/],
    ['with a key and something more', `${line(rfcKey).trim()}*`, 0o600, /line 1 .* is not a key/],
    ['with a spoilt second key', `${line(rfcKey)}\n${line(rfcKey).slice(1)}`, 0o600, /line 3 .* is not a key/],
    ['open to others', line(rfcKey), 0o644, /chmod 600/],
    ['open to the group', line(rfcKey), 0o640, /chmod 600/],
  ])('is refused when it is %s', async (_what, text, mode, message) => {
    const path = await keyFile(text, mode);
    const failed = createKeyFileWrapper(path).wrap(rfcData);
    await expect(failed).rejects.toMatchObject({ name: 'KeyUnavailable', message: expect.stringMatching(message) });
    await expect(failed).rejects.toThrow(path);
    await expect(failed).rejects.not.toThrow(line(rfcKey).slice(1, 20));
  });

  it('is missed by name, and not made', async () => {
    const path = join(directory, 'missing');
    await expect(createKeyFileWrapper(path).wrap(rfcData)).rejects.toMatchObject({
      name: 'KeyUnavailable',
      message: expect.stringContaining(path),
      cause: { code: 'ENOENT' },
    });
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('is made with one random key for its owner alone, and never made over', async () => {
    const path = join(directory, 'made');
    await createKeyFile(path, createSeededRandom(1));
    const text = await readFile(path, 'utf8');
    expect(text).toBe(line(createSeededRandom(1).bytes(32)));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await expect(createKeyFile(path)).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await readFile(path, 'utf8')).toBe(text);
  });
});
