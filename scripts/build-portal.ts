import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const run = promisify(execFile);
const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
const source = fileURLToPath(new URL('../portal', import.meta.url));

/** Where the built portal is, for whoever serves it. */
export const portalDirectory = fileURLToPath(new URL('../dist/portal-files', import.meta.url));

/**
 * Builds the portal into dist/portal-files, each file with its packed forms beside it, since the platform packs nothing. To be
 * called after `buildApp`, which empties dist/.
 */
export async function buildPortal(): Promise<void> {
  // In a process of its own: a test runner's NODE_ENV would make it a build for development.
  const env = { ...process.env, NODE_ENV: 'production' };
  await run(process.execPath, [vite, 'build', source, '--logLevel', 'warn'], { env });
  const entries = await readdir(portalDirectory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.(js|css|html|svg)$/.test(entry.name));
  await Promise.all(files.map(({ parentPath, name }) => pack(join(parentPath, name))));
}

async function pack(path: string): Promise<void> {
  const bytes = await readFile(path);
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
  await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, quality));
  await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
}
