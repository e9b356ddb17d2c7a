import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockedClosure } from '../../scripts/locked-closure.ts';
import { stageApp } from '../../scripts/stage-app.ts';
import { readJson, readText } from './infra-files.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'staged-'));
  await stageApp(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const staged = async (path: string) => readFile(join(folder, path), 'utf8');

test('the package has what the platform reads first, at its root', async () => {
  expect((await readdir(folder)).sort()).toEqual(['dist', 'host.json', 'package-lock.json', 'package.json']);
  expect(await staged('host.json')).toBe(readText('host.json'));
  const { main, type, dependencies, scripts } = JSON.parse(await staged('package.json'));
  expect(await staged(main)).toContain('import');
  // Azure runs no build: a script of that name would be run.
  expect({ type, dependencies, scripts }).toEqual({
    type: 'module',
    dependencies: { '@azure/functions': readJson('package.json').dependencies['@azure/functions'] },
    scripts: undefined,
  });
});

test('Azure installs what is locked here', async () => {
  const { packages } = JSON.parse(await staged('package-lock.json'));
  const { packages: locked } = readJson('package-lock.json');
  const names = Object.keys(packages).filter((name) => name !== '');
  expect(names).toContain('node_modules/@azure/functions');
  for (const name of names) {
    expect(packages[name]).toEqual(locked[name]);
    expect(packages[name].integrity).toMatch(/^sha512-/);
  }
});

test('the bundle needs nothing else from outside', async () => {
  const files = await readdir(join(folder, 'dist'), { recursive: true });
  const scripts = await Promise.all(files.filter((file) => file.endsWith('.js')).map((file) => staged(`dist/${file}`)));
  const imported = scripts.flatMap((script) =>
    // The bundle's statements stand beside one another, without blanks between.
    [...script.matchAll(/(?<=^|;)(?:import|export)\b[\w\s{},*$]*["']([^"'./][^"']*)["'](?=;)/gm)].map(
      ([, name]) => name,
    ),
  );
  const outside = imported.filter((name = '') => !name.startsWith('node:') && !builtinModules.includes(name));
  expect([...new Set(outside)].sort()).toEqual(['@azure/functions']);
});

describe('what a package needs', () => {
  const packages = {
    'node_modules/a': { version: '1', dependencies: { b: '1' }, optionalDependencies: { absent: '1' } },
    'node_modules/a/node_modules/b': { version: '2', dependencies: { c: '1' } },
    'node_modules/b': { version: '1' },
    'node_modules/c': { version: '1', dependencies: { a: '1' } },
    'node_modules/d': { version: '1', dependencies: { lost: '1' } },
  };

  test('is found as Node finds it, once', () => {
    expect(Object.keys(lockedClosure(packages, ['a']))).toEqual([
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/c',
    ]);
  });

  test('is missed when it is needed', () => {
    expect(() => lockedClosure(packages, ['d'])).toThrow('lost is needed and not in the lock file');
  });
});
