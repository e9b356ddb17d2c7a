import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Metafile } from 'esbuild';
import { startAzurite } from '../sandbox/azurite/start-azurite.ts';
import { startFunctionsHost } from '../sandbox/host/start-functions-host.ts';
import { buildApp } from '../scripts/build-app.ts';
import { freePort } from '../scripts/free-port.ts';
import { assemblePackage } from '../scripts/package/assemble-package.ts';
import { filesAtStart, partsOf } from '../scripts/package/parts.ts';
import { createKeyFile } from '../shared/adapters/crypto/create-key-file.ts';
import { compose } from '../shared/compose.ts';
import { readConfig } from '../shared/config.ts';
import { createOrganization } from '../shared/use-cases/identity/create-organization.ts';
import { issueApiKey } from '../shared/use-cases/identity/issue-api-key.ts';
import { writeEmptyApp } from './empty-app.ts';
import { type Figure, median } from './figure.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Milliseconds until a request is sent again that nobody listened to. */
const patience = 10;

/**
 * From the start of an app's process to its first answer: the package that is deployed beside an app with one empty
 * function, in turns, on the same local functions host, started for requests. And what the start reads, by npm package.
 */
export async function benchColdStart({ small }: { small: boolean }): Promise<Figure[]> {
  const metafile = await buildApp();
  const folder = await mkdtemp(join(tmpdir(), 'cold-start-'));
  try {
    const [app, empty] = [join(folder, 'app'), join(folder, 'empty')];
    await assemblePackage(app);
    await writeEmptyApp(empty);
    const times = await measure({ app, empty, folder, rounds: small ? 3 : 15 });
    const bound = median(times.empty);
    return [
      { case: 'an app with one empty function: first answer', value: bound, unit: 'ms' },
      { case: 'this app: first answer, of /api/health', value: median(times.health), unit: 'ms', bound, target: 2 },
      { case: 'this app: first answer, with a key and from storage', value: median(times.projects), unit: 'ms', bound },
      ...whatIsRead(metafile),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The files of the bundle that a start reads, and whose code is in them. */
function whatIsRead(metafile: Metafile): Figure[] {
  const files = filesAtStart(metafile);
  const bytes = files.reduce((total, path) => total + (metafile.outputs[path]?.bytes ?? 0), 0);
  return [
    { case: 'read at start', value: files.length, unit: 'files' },
    { case: 'read at start', value: bytes / 1024, unit: 'KiB' },
    ...partsOf(metafile, files).map(
      ([name, size]): Figure => ({ case: `read at start: ${name}`, value: size / 1024, unit: 'KiB' }),
    ),
  ];
}

interface Measured {
  app: string;
  empty: string;
  folder: string;
  rounds: number;
}

async function measure({ app, empty, folder, rounds }: Measured) {
  const azurite = await startAzurite();
  try {
    const keyFile = join(folder, 'key');
    await createKeyFile(keyFile);
    const sample = JSON.parse(await readFile(join(root, 'local.settings.sample.json'), 'utf8')).Values;
    const settings = { ...sample, AzureWebJobsStorage: azurite.connectionString, KEY_FILE: keyFile };
    const { deps } = await compose(readConfig(settings));
    const organization = await createOrganization(deps, { name: 'Bench' });
    const issued = await issueApiKey(deps, { organizationId: organization.id, name: 'bench', role: 'ADMIN' });
    const times = { empty: [] as number[], health: [] as number[], projects: [] as number[] };
    const first = (appDirectory: string, path: string) =>
      firstAnswer({ appDirectory, path, settings, apiKey: issued.key.reveal() });
    // Once for the disk's cache and the storage's first tables.
    await first(empty, '/api/health');
    await first(app, '/api/v1/projects/');
    for (let round = 0; round < rounds; round++) {
      times.empty.push(await first(empty, '/api/health'));
      times.health.push(await first(app, '/api/health'));
      times.projects.push(await first(app, '/api/v1/projects/'));
    }
    return times;
  } finally {
    await azurite.stop();
  }
}

interface Start {
  appDirectory: string;
  path: string;
  settings: Record<string, string>;
  apiKey: string;
}

/** Milliseconds. A client waits from the start on, as it does while the platform starts an instance for it. */
async function firstAnswer({ appDirectory, path, settings, apiKey }: Start): Promise<number> {
  const port = await freePort(0);
  const began = performance.now();
  const starting = startFunctionsHost({ appDirectory, settings, port, serve: 'http' });
  try {
    const answer = await Promise.race([untilAnswered(`http://127.0.0.1:${port}${path}`, apiKey), rejection(starting)]);
    const milliseconds = performance.now() - began;
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${answer.text}`);
    return milliseconds;
  } finally {
    await starting.then((host) => host.stop()).catch(() => undefined);
  }
}

async function untilAnswered(url: string, apiKey: string): Promise<{ status: number; text: string }> {
  for (;;) {
    try {
      const response = await fetch(url, { headers: { Authorization: `Api-Key ${apiKey}` } });
      return { status: response.status, text: await response.text() };
    } catch (error) {
      const { code } = ((error as Error).cause ?? {}) as { code?: string };
      if (code !== 'ECONNREFUSED') throw error;
      await wait(patience);
    }
  }
}

/** Never resolves. */
function rejection(promise: Promise<unknown>): Promise<never> {
  return new Promise((_resolve, reject) => void promise.catch(reject));
}
