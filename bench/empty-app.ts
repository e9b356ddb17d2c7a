import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { externalFiles } from '../scripts/package/external-files.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const source = `import { app } from '@azure/functions';
app.http('empty', { methods: ['GET'], route: 'api/health', authLevel: 'anonymous', handler: () => ({ jsonBody: {} }) });
`;

/** The least that the platform can be given, in a folder of its own: one function that does nothing. */
export async function writeEmptyApp(folder: string): Promise<void> {
  for (const path of ['host.json', ...(await externalFiles())]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await cp(join(root, path), join(folder, path));
  }
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module', main: 'index.js' }));
  await writeFile(join(folder, 'index.js'), source);
}
