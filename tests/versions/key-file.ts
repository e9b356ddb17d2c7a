import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Protects the data of the fixtures, and nothing else. */
const key = 'Zm9yIHRoZSBmaXh0dXJlcyBvZiB0ZXN0cywgb25seSE=';

/** The key in a file of its own; the app takes none that others can read. */
export async function writeKeyFile(): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'fixture-key-'));
  const path = join(folder, 'key');
  await writeFile(path, `${key}\n`, { mode: 0o600 });
  return { path, remove: () => rm(folder, { recursive: true }) };
}
