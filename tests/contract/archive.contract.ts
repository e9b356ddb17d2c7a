import { randomUUID } from 'node:crypto';
import { type Archive, ArchiveConflict, type Bytes } from '../../shared/ports/archive.ts';
import { collect } from '../support/collect.ts';

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

async function read(bytes: Bytes | undefined): Promise<Buffer | undefined> {
  if (bytes === undefined) return undefined;
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts);
}

/** What every implementation of `Archive` keeps. */
export function describeArchive(name: string, make: () => Archive): void {
  describe(`archive: ${name}`, () => {
    let archive: Archive;
    let folder: string;
    beforeAll(() => {
      archive = make();
    });
    beforeEach(() => {
      folder = randomUUID();
    });

    test('has nothing at first', async () => {
      expect(await archive.open(`${folder}/a`)).toBeUndefined();
      expect(await collect(archive.list(`${folder}/none`))).toEqual([]);
    });

    test('gives back the bytes that were put, none too', async () => {
      await archive.put(`${folder}/a`, pieces('one ', 'two'));
      await archive.put(`${folder}/empty`, pieces());
      expect((await read(await archive.open(`${folder}/a`)))?.toString()).toBe('one two');
      expect(await read(await archive.open(`${folder}/empty`))).toHaveLength(0);
    });

    test('takes more than fits in one block', async () => {
      const block = Buffer.alloc(3 * 1024 * 1024, 'x');
      await archive.put(
        `${folder}/large`,
        (async function* () {
          for (let count = 0; count < 4; count += 1) yield block;
        })(),
      );
      const found = await read(await archive.open(`${folder}/large`));
      expect(found?.equals(Buffer.concat([block, block, block, block]))).toBe(true);
    });

    test('refuses a name that is taken, and keeps what is there', async () => {
      await archive.put(`${folder}/a`, pieces('first'));
      await expect(archive.put(`${folder}/a`, pieces('second'))).rejects.toBeInstanceOf(ArchiveConflict);
      expect((await read(await archive.open(`${folder}/a`)))?.toString()).toBe('first');
    });

    test('stores nothing when the bytes end in an error, and passes the error on', async () => {
      const broken = new Error('the source is gone');
      const source = async function* () {
        yield Buffer.from('begun');
        throw broken;
      };
      await expect(archive.put(`${folder}/a`, source())).rejects.toBe(broken);
      expect(await archive.open(`${folder}/a`)).toBeUndefined();
    });

    test('lists by the end of the name, in order, with sizes', async () => {
      for (const file of ['b/last', 'a/last', 'a/other']) await archive.put(`${folder}/${file}`, pieces('12345'));
      const found = (await collect(archive.list('/last'))).filter((each) => each.name.startsWith(folder));
      expect(found).toEqual([
        { name: `${folder}/a/last`, bytes: 5 },
        { name: `${folder}/b/last`, bytes: 5 },
      ]);
    });
  });
}
