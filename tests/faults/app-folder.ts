import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface AppFolder {
  directory: string;
  remove(): Promise<void>;
}

/** The built app in a folder whose host.json says otherwise about queues, for the waits that it would make. */
export async function createAppFolder(queues: object): Promise<AppFolder> {
  const directory = await mkdtemp(join(tmpdir(), 'app-'));
  const hostJson = JSON.parse(await readFile(join(root, 'host.json'), 'utf8'));
  Object.assign(hostJson.extensions.queues, queues);
  await writeFile(join(directory, 'host.json'), JSON.stringify(hostJson));
  await cp(join(root, 'package.json'), join(directory, 'package.json'));
  await symlink(join(root, 'dist'), join(directory, 'dist'));
  return { directory, remove: () => rm(directory, { recursive: true, force: true }) };
}
