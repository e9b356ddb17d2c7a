import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildApp } from '../../scripts/build-app.ts';
import { assemblePackage } from '../../scripts/package/assemble-package.ts';
import { filesAtStart, own, partsOf } from '../../scripts/package/parts.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'package with a blank '));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Contents by path within the folder, with slashes between. */
async function contentsOf(directory: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const named = files.sort().map(async (path) => [path.slice(directory.length + 1), await readFile(path)] as const);
  return new Map(await Promise.all(named));
}

test('what is deployed has what runs, maps, and nothing else', async () => {
  const directory = join(folder, 'package');
  await assemblePackage(directory);
  const contents = await contentsOf(directory);
  const paths = [...contents.keys()];
  // The portal's files are there where it was built.
  const bundled = paths.filter((path) => /^dist\/(functions|chunks)\//.test(path));
  expect(paths.filter((path) => !bundled.includes(path) && !path.startsWith('dist/portal-files/'))).toEqual([
    'LICENSE',
    'host.json',
    ...['LICENSE', 'dist/azure-functions-extensions-base.js', 'package.json'].map(
      (path) => `node_modules/@azure/functions-extensions-base/${path}`,
    ),
    ...['LICENSE', 'dist/azure-functions.js', 'package.json'].map((path) => `node_modules/@azure/functions/${path}`),
    ...['LICENSE', 'index.js', 'package.json'].map((path) => `node_modules/cookie/${path}`),
    'package.json',
  ]);
  const code = bundled.filter((path) => path.endsWith('.js'));
  expect(code).toContain('dist/functions/index.js');
  expect(bundled.filter((path) => !code.includes(path))).toEqual(code.map((path) => `${path}.map`));
  for (const content of contents.values()) expect(content.includes(root)).toBe(false);
  expect(JSON.parse(String(contents.get('package.json')))).toMatchObject({
    type: 'module',
    main: 'dist/functions/index.js',
    dependencies: { '@azure/functions': expect.stringMatching(/^\d/) },
  });
});

describe('the bundle', () => {
  let metafile: Awaited<ReturnType<typeof buildApp>>;
  beforeAll(async () => {
    metafile = await buildApp(join(folder, 'first'));
  }, 60_000);

  test('of the same sources is the same', async () => {
    await buildApp(join(folder, 'second'));
    const digests = async (name: string) =>
      [...(await contentsOf(join(folder, name)))].map(([path, content]) => [
        path,
        createHash('sha256').update(content).digest('hex'),
      ]);
    expect(await digests('second')).toEqual(await digests('first'));
  }, 60_000);

  test('reads these packages at every start, and the others when they are used', () => {
    const names = partsOf(metafile, filesAtStart(metafile)).map(([name]) => name);
    // Whoever adds one makes every customer's first request wait for it: `npm run bench -- cold-start`.
    expect(names.sort()).toEqual(['croner', own, 'zod']);
    const later = partsOf(metafile).map(([name]) => name);
    expect(later).toEqual(
      expect.arrayContaining(['@azure/data-tables', '@azure/msal-node', '@opentelemetry/api', 're2js']),
    );
  });

  test('reads no more than this at every start', () => {
    const bytes = filesAtStart(metafile).map((path) => metafile.outputs[path]?.bytes ?? 0);
    expect(bytes.reduce((total, size) => total + size, 0)).toBeLessThan(300_000);
  });
});
