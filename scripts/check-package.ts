/**
 * Builds the folder that is deployed, starts the functions host on a copy of it where nothing else can be reached, and
 * tells the demo's story there. Exit code 0 only if every step was as it should be.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from './build-app.ts';
import { buildPortal } from './build-portal.ts';
import { startLocalService } from './local-service.ts';
import { assemblePackage } from './package/assemble-package.ts';
import { describePackage } from './package/describe-package.ts';
import { createApiClient } from './story/api-client.ts';
import { tellStory } from './story/tell-story.ts';

const say = (text: string) => process.stdout.write(`${text}\n`);

const folder = await mkdtemp(join(tmpdir(), 'package-'));
try {
  const metafile = await buildApp();
  await buildPortal();
  const appDirectory = join(folder, 'app');
  await assemblePackage(appDirectory);
  say(await describePackage(appDirectory, metafile));
  const logLines: string[] = [];
  const service = await startLocalService({
    appDirectory,
    stateDirectory: join(folder, 'state'),
    onLog: (line) => logLines.push(line),
  });
  const distrust = service.sandbox.trust();
  try {
    const steps = await tellStory({
      api: createApiClient(service.url, { Authorization: `Api-Key ${service.organization.apiKey}` }),
      azure: createApiClient(service.controlUrl),
      print: say,
    });
    say(`\nAll ${steps} steps were as they should be, of the package alone.`);
  } catch (error) {
    say(`\nThe service's last log lines:\n${logLines.slice(-30).join('\n')}`);
    throw error;
  } finally {
    distrust();
    await service.stop();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
