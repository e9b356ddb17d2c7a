import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startAzurite } from '../sandbox/azurite/start-azurite.ts';
import { startFunctionsHost } from '../sandbox/host/start-functions-host.ts';
import { buildApp } from '../scripts/build-app.ts';
import { createKeyFile } from '../shared/adapters/crypto/create-key-file.ts';
import { compose } from '../shared/compose.ts';
import { readConfig } from '../shared/config.ts';
import type { Deps } from '../shared/use-cases/deps.ts';
import { createOrganization } from '../shared/use-cases/identity/create-organization.ts';
import { issueApiKey } from '../shared/use-cases/identity/issue-api-key.ts';
import { countStorageRequests } from './count-storage-requests.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

export interface BenchService {
  organizationId: string;
  /** The same storage and keys as the service has, for filling it. */
  deps: Deps;
  /** Process id of the worker that answers to `get`. */
  workerPid(): number | undefined;
  /** Sends a request. Rejects unless it succeeds. */
  // biome-ignore lint/suspicious/noExplicitAny: whatever the route answers
  get(path: string): Promise<{ json: any; milliseconds: number }>;
  /** How many requests to table storage this one takes. Counting takes time: another host answers, on the same storage. */
  countRequests(path: string): Promise<number>;
  stop(): Promise<void>;
}

/** The built app on two local functions hosts, on one Azurite of their own, with one organization. */
export async function startService(): Promise<BenchService> {
  const started: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const end of started.splice(0).reverse()) await end();
  };
  try {
    await buildApp();
    const folder = await mkdtemp(join(tmpdir(), 'bench-'));
    started.push(() => rm(folder, { recursive: true, force: true }));
    const azurite = await startAzurite();
    started.push(azurite.stop);
    const counter = await countStorageRequests(azurite.connectionString);
    started.push(counter.stop);
    const keyFile = join(folder, 'key');
    await createKeyFile(keyFile);

    const sample = JSON.parse(await readFile(join(root, 'local.settings.sample.json'), 'utf8')).Values;
    const settings = { ...sample, AzureWebJobsStorage: azurite.connectionString, KEY_FILE: keyFile };
    const { deps } = await compose(readConfig(settings));
    const organization = await createOrganization(deps, { name: 'Bench' });
    const issued = await issueApiKey(deps, { organizationId: organization.id, name: 'bench', role: 'ADMIN' });
    const startHost = async (connectionString: string) => {
      const host = await startFunctionsHost({
        appDirectory: root,
        settings: { ...settings, AzureWebJobsStorage: connectionString },
        port: 0,
      });
      started.push(() => host.stop());
      return host;
    };
    const host = await startHost(azurite.connectionString);
    const countedHost = await startHost(counter.connectionString);
    const send = async ({ url }: { url: string }, path: string) => {
      const { pathname, search } = new URL(path, url);
      const began = performance.now();
      const answer = await fetch(`${url}${pathname}${search}`, {
        headers: { Authorization: `Api-Key ${issued.key.reveal()}` },
      });
      const json = await answer.json();
      const milliseconds = performance.now() - began;
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(json)}`);
      return { json, milliseconds };
    };

    return {
      organizationId: organization.id,
      deps,
      workerPid: () => host.workerPid,
      get: (path) => send(host, path),
      async countRequests(path) {
        counter.reset();
        await send(countedHost, path);
        return counter.count;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
