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
  /** The same storage and keys as the service has, for filling it; not counted. */
  deps: Deps;
  /** Process id of the worker that answers. */
  workerPid(): number | undefined;
  /** Sends a request; `storage` counts the requests to table storage that it took. Rejects unless it succeeds. */
  // biome-ignore lint/suspicious/noExplicitAny: whatever the route answers
  get(path: string): Promise<{ json: any; milliseconds: number; storage: number }>;
  stop(): Promise<void>;
}

/** The built app on the local functions host, on an Azurite of its own, with one organization. */
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
    const host = await startFunctionsHost({
      appDirectory: root,
      settings: { ...settings, AzureWebJobsStorage: counter.connectionString },
      port: 0,
    });
    started.push(() => host.stop());

    return {
      organizationId: organization.id,
      deps,
      workerPid: () => host.workerPid,
      async get(path) {
        counter.reset();
        const began = performance.now();
        const url = new URL(path, host.url);
        const answer = await fetch(`${host.url}${url.pathname}${url.search}`, {
          headers: { Authorization: `Api-Key ${issued.key.reveal()}` },
        });
        const json = await answer.json();
        const milliseconds = performance.now() - began;
        if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(json)}`);
        return { json, milliseconds, storage: counter.count };
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
