import { open } from 'node:fs/promises';
import type { Random } from '../../ports/random.ts';
import { systemRandom } from '../system/system-random.ts';
import { keyLength } from './key-file.ts';

/**
 * Makes a key file with one new key, readable by its owner alone. A file that exists is never overwritten: the data
 * that its key protects would be lost. Then it rejects with Node's `EEXIST`.
 */
export async function createKeyFile(path: string, random: Pick<Random, 'bytes'> = systemRandom): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(`${Buffer.from(random.bytes(keyLength)).toString('base64')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}
