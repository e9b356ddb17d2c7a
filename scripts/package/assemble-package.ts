import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { externalFiles } from './external-files.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Makes the folder that is deployed, of the app as it was built (see `buildApp`): the bundle with its maps, host.json, the
 * packages that are not in the bundle, and nothing else. What was in the folder is removed.
 */
export async function assemblePackage(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const path of ['host.json', 'LICENSE', 'dist', ...(await externalFiles())]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await cp(join(root, path), join(folder, path), { recursive: true });
  }
  const { name, version, license, type, main, dependencies } = JSON.parse(
    await readFile(join(root, 'package.json'), 'utf8'),
  );
  const described = {
    name,
    version,
    private: true,
    license,
    type,
    main,
    // Were they installed once more where it is deployed, it would be these alone.
    dependencies: { '@azure/functions': dependencies['@azure/functions'] },
  };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(described, null, 2)}\n`);
}
