import { readFileSync } from 'node:fs';

const read = (path: string) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const manifest = read('package.json');
const lock: { packages: Record<string, { version?: string; integrity?: string; resolved?: string; link?: boolean }> } =
  read('package-lock.json');

test('every dependency has one version', () => {
  for (const version of Object.values({ ...manifest.dependencies, ...manifest.devDependencies })) {
    expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
  }
});

test('every locked package comes from the registry, whichever is configured', () => {
  for (const [path, { version, resolved }] of Object.entries(lock.packages)) {
    if (path === '') continue;
    expect({ path, version, resolved }).toEqual({ path, version: expect.stringMatching(/^\d/), resolved: undefined });
  }
});

test('what is deployed is known by its hash', () => {
  const deployed = Object.entries(lock.packages).filter(([path, locked]) => path !== '' && !('dev' in locked));
  const unhashed = deployed.filter(([, locked]) => locked.integrity === undefined && !('optional' in locked));
  expect(unhashed.map(([path]) => path)).toEqual([]);
});

test('no package runs a script at its installation but those that are named', () => {
  const scripts = Object.entries(lock.packages)
    .filter(([, locked]) => 'hasInstallScript' in locked)
    .map(([path]) => path.split('node_modules/').at(-1));
  expect(Object.keys(manifest.allowScripts)).toEqual(expect.arrayContaining([...new Set(scripts)]));
});
