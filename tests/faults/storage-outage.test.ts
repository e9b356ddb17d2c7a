import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Azurite, startAzurite } from '../../sandbox/azurite/start-azurite.ts';
import { begin, ended, storedTask } from './fault-case.ts';
import { createImportCase } from './import-case.ts';
import { createPushCase } from './push-case.ts';
import { type FaultsService, startService } from './start-service.ts';

/** Milliseconds. */
const outage = 20_000;
/** As many requests of a run show that it is amid its work. */
const amidFrom = 21;
/** Milliseconds by which each further answer comes later: far more than two runs begin apart. */
const slowness = 3000;

/** Runs an import and a push, and takes the storage away amid both; `away` answers when it is back. */
async function runThroughOutage(service: FaultsService, away: () => Promise<void>): Promise<void> {
  const cases = await Promise.all([
    createImportCase(service, 'import', 150),
    createPushCase(service, 'push', { size: 100 }),
  ]);
  const seen = { import: 0, push: 0 };
  const amid = new Promise<void>((resolve) => {
    service.vaultRequests.on('request', ({ vault }) => {
      const { name } = vault;
      if (name !== 'import' && name !== 'push') return;
      seen[name] += 1;
      // Whoever is amid its work goes slowly from there on, so that it still is when the other one is.
      if (seen[name] === amidFrom) vault.faults.push({ id: randomUUID(), kind: 'delay', delay: slowness });
      if (seen.import >= amidFrom && seen.push >= amidFrom) resolve();
    });
  });
  await Promise.all(cases.map((each) => begin(service, each)));
  await amid;
  for (const each of cases) {
    expect(await storedTask(service, each)).toMatchObject({ state: 'running' });
    expect(seen[each.kind]).toBeLessThan(each.requests);
  }
  for (const { connected } of cases) connected.vault.faults = [];
  await away();
  for (const each of cases) {
    expect(await ended(service, each, 120_000)).toMatchObject({ state: 'success' });
    await each.check();
  }
}

// At once, each at a service of its own: they wait.
test.concurrent('a storage that does not answer for twenty seconds does no harm', async () => {
  const service = await startService();
  const { pid } = service.azurite;
  try {
    await runThroughOutage(service, async () => {
      process.kill(pid, 'SIGSTOP');
      await sleep(outage);
      process.kill(pid, 'SIGCONT');
    });
  } finally {
    // A stopped process would not hear that it is to end.
    process.kill(pid, 'SIGCONT');
    await service.stop();
  }
}, 180_000);

test.concurrent('a storage that is gone for twenty seconds does no harm', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'outage-'));
  const service = await startService({ azurite: { directory } });
  const { azurite } = service;
  const portOf = (url: string) => Number(new URL(url).port);
  const ports = { blob: portOf(azurite.blobUrl), queue: portOf(azurite.queueUrl), table: portOf(azurite.tableUrl) };
  let back: Azurite | undefined;
  try {
    await runThroughOutage(service, async () => {
      await azurite.stop();
      await sleep(outage);
      back = await startAzurite({ directory, ports });
    });
  } finally {
    await service.stop();
    await back?.stop();
    await rm(directory, { recursive: true, force: true });
  }
}, 240_000);
