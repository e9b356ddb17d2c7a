import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lockedClosure } from './locked-closure.ts';

/** All that the bundle leaves outside; the rest is in it. */
const external = '@azure/functions';

/**
 * Lays out in a folder, which is emptied first, what is deployed of the app that was built: the bundle, host.json, and a
 * package.json with a lock file for the one package that stays outside of the bundle. Azure installs that one, in the
 * version and with the hash that are locked.
 */
export async function stageApp(folder: string): Promise<void> {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const manifest = JSON.parse(await readFile(`${root}package.json`, 'utf8'));
  const lock = JSON.parse(await readFile(`${root}package-lock.json`, 'utf8'));
  const { name, version, type, main, license } = manifest;
  const dependencies = { [external]: manifest.dependencies[external] };
  const head = { name, version, license, dependencies };

  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp(`${root}dist`, join(folder, 'dist'), { recursive: true });
  await cp(`${root}host.json`, join(folder, 'host.json'));
  const write = (file: string, content: unknown) =>
    writeFile(join(folder, file), `${JSON.stringify(content, null, 2)}\n`);
  await write('package.json', { name, version, private: true, license, type, main, dependencies });
  await write('package-lock.json', {
    name,
    version,
    lockfileVersion: lock.lockfileVersion,
    requires: true,
    packages: { '': head, ...lockedClosure(lock.packages, [external]) },
  });
}
