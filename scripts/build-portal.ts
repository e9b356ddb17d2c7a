import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { type NewFile, putFiles } from './put-files.ts';

const run = promisify(execFile);
const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
const source = fileURLToPath(new URL('../portal', import.meta.url));

/** Where the built portal is, for whoever serves it. */
export const portalDirectory = fileURLToPath(new URL('../dist/portal-files', import.meta.url));

/** Builds the portal into dist/portal-files, each file with its packed forms beside it, since the platform packs nothing. */
export async function buildPortal(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'portal-'));
  try {
    // In a process of its own: a test runner's NODE_ENV would make it a build for development.
    const env = { ...process.env, NODE_ENV: 'production' };
    await run(process.execPath, [vite, 'build', source, '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'], {
      env,
    });
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    const files = await Promise.all(
      paths.map(async (path) => withPacked(join(portalDirectory, relative(folder, path)), await readFile(path))),
    );
    await putFiles(portalDirectory, files.flat());
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function withPacked(path: string, contents: Buffer): Promise<NewFile[]> {
  if (!/\.(js|css|html|svg)$/.test(path)) return [{ path, contents }];
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
  return [
    { path, contents },
    { path: `${path}.br`, contents: await promisify(brotliCompress)(contents, quality) },
    { path: `${path}.gz`, contents: await promisify(gzip)(contents, { level: 9 }) },
  ];
}
