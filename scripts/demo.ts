/**
 * Tells the product's story against the running service (`npm start`), or one of its own on free ports that it stops
 * afterwards. A line per step with what was seen; exit code 0 only if every step was as it should be.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { askResolver } from '../sandbox/dns/ask-resolver.ts';
import { trustSandbox } from '../sandbox/dns/trust-sandbox.ts';
import { buildApp } from './build-app.ts';
import { startLocalService } from './local-service.ts';
import { findRunningService, type RunningService } from './running-service.ts';
import { createApiClient } from './story/api-client.ts';
import { tellStory } from './story/tell-story.ts';

const say = (text: string) => process.stdout.write(`${text}\n`);

async function startOwn(): Promise<{ service: RunningService; stop(): Promise<void> }> {
  say('Nothing runs here yet: starting a service for this story …');
  await buildApp();
  const stateDirectory = await mkdtemp(join(tmpdir(), 'demo-'));
  const logLines: string[] = [];
  const local = await startLocalService({ stateDirectory, onLog: (line) => logLines.push(line) });
  return {
    service: {
      pid: process.pid,
      url: local.url,
      controlUrl: local.controlUrl,
      caPem: local.sandbox.caPem,
      apiKey: local.organization.apiKey,
    },
    async stop() {
      // What the service logged is of use only when the story did not go well.
      if (process.exitCode !== 0) say(`\nThe service's last log lines:\n${logLines.slice(-30).join('\n')}`);
      await local.stop();
      await rm(stateDirectory, { recursive: true, force: true });
    },
  };
}

const running = await findRunningService(fileURLToPath(new URL('../.sandbox', import.meta.url)));
const { service, stop } = running ? { service: running, stop: async () => {} } : await startOwn();
const distrust = trustSandbox({ caPem: service.caPem, resolve: (name) => askResolver(service.controlUrl, name) });
process.exitCode = 1;
try {
  say(`The service is at ${service.url}, the local Azure at ${service.controlUrl}.`);
  const steps = await tellStory({
    api: createApiClient(service.url, { Authorization: `Api-Key ${service.apiKey}` }),
    azure: createApiClient(service.controlUrl),
    print: say,
  });
  say(`\nAll ${steps} steps were as they should be.`);
  process.exitCode = 0;
} catch (error) {
  say(`\nNot as it should be: ${error instanceof Error ? error.message : error}`);
} finally {
  distrust();
  await stop();
}
