import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalService, startLocalService } from '../../scripts/local-service.ts';
import { createApiClient } from '../../scripts/story/api-client.ts';
import { tellStory } from '../../scripts/story/tell-story.ts';

let directory: string;
let service: LocalService;
let distrust: () => void;
const logLines: string[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'story with a blank '));
  service = await startLocalService({ stateDirectory: directory, onLog: (line) => logLines.push(line) });
  distrust = service.sandbox.trust();
}, 60_000);

afterAll(async () => {
  distrust?.();
  await service?.stop();
  await rm(directory, { recursive: true, force: true });
}, 60_000);

test('the whole story, twice', async () => {
  const world = {
    api: createApiClient(service.url, { Authorization: `Api-Key ${service.organization.apiKey}` }),
    azure: createApiClient(service.controlUrl),
    print: () => {},
  };
  const steps = await tellStory(world);
  expect(steps).toBeGreaterThan(15);
  expect(await tellStory(world)).toBe(steps);
  // What was in the vaults is in no log line.
  const log = logLines.join('\n');
  expect(log).toContain('http.request');
  for (const secret of ['postgres://web@db/web', 'token-1', 'token-2', service.organization.apiKey]) {
    expect(log).not.toContain(secret);
  }
}, 120_000);
