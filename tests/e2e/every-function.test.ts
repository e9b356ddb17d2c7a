import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { queueDeclarations, routeDeclarations } from '../../functions/declarations.ts';
import { routes } from '../../functions/http/routes.ts';
import { type FunctionsHost, startFunctionsHost } from '../../sandbox/host/start-functions-host.ts';
import { assemblePackage } from '../../scripts/package/assemble-package.ts';

const guid = '00000000-0000-4000-8000-000000000000';

let folder: string;
let host: FunctionsHost;
const lines: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'every-function-'));
  await assemblePackage(join(folder, 'app'));
  const sample = JSON.parse(await readFile(new URL('../../local.settings.sample.json', import.meta.url), 'utf8'));
  host = await startFunctionsHost({
    appDirectory: join(folder, 'app'),
    settings: sample.Values,
    port: 0,
    serve: 'http',
    log: ({ source, message }) => source === 'console' && lines.push(message),
  });
}, 60_000);

afterAll(async () => {
  await host?.stop();
  await rm(folder, { recursive: true, force: true });
});

test('the bundle tells the platform of every function that the sources declare', () => {
  const declared = [...routeDeclarations, ...queueDeclarations].map(({ name }) => name);
  const told = host.functions.filter(({ trigger }) => trigger !== 'timer').map(({ name }) => name);
  expect(told.sort()).toEqual(declared.sort());
});

test('the bundle tells the platform of every timer that there is', async () => {
  const timers = new URL('../../functions/timers/', import.meta.url);
  const modules = await Promise.all((await readdir(timers)).map((file) => import(new URL(file, timers).href)));
  const names = modules.flatMap((module) => Object.values<{ name: string }>(module)).map(({ name }) => name);
  const told = host.functions.filter(({ trigger }) => trigger === 'timer').map(({ name }) => name);
  expect(told.sort()).toEqual(names.sort());
});

test('every route of the bundle answers with the code of its own', async () => {
  // Nobody is known, so that none of them goes on to storage, which there is none of.
  const guarded = routes.filter(({ auth }) => auth !== 'anonymous');
  for (const { method, path } of guarded) {
    const url = `${host.url}${path.replaceAll(/\{\w+\}/g, guid)}`;
    const response = await fetch(url, { method });
    const { code } = (await response.json()) as { code: string };
    expect([method, path, response.status, code]).toEqual([method, path, 401, 'auth.missing']);
  }
  const answered = lines
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
    .filter(({ event }) => event === 'http.request')
    .map(({ operation }) => operation);
  expect(answered).toEqual(guarded.map(({ name }) => name));
}, 60_000);

test('what describes the service knows all routes', async () => {
  const response = await fetch(`${host.url}/api/v1/openapi.json`);
  const { paths } = (await response.json()) as { paths: object };
  expect(new Set(Object.keys(paths))).toEqual(new Set(routes.map(({ path }) => path)));
  expect(await (await fetch(`${host.url}/api/v1/docs`)).text()).toContain('/api/v1/projects/');
});
