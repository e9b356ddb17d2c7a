import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalService, startLocalService } from '../../scripts/local-service.ts';
import { assemblePackage } from '../../scripts/package/assemble-package.ts';
import { createApiClient } from '../../scripts/story/api-client.ts';
import { tellStory } from '../../scripts/story/tell-story.ts';
import { everythingStored } from '../support/everything-stored.ts';

let directory: string;
let service: LocalService;
let distrust: () => void;
const logLines: string[] = [];
const told: string[] = [];

const linesOf = (text: string) => text.split('\n');
const withoutNames = (line: string) =>
  line
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
    .replace(/(tailspin(-old)?|web)-[a-z0-9]+/g, '$1-NAME');

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'story with a blank '));
  const appDirectory = join(directory, 'app');
  await assemblePackage(appDirectory);
  service = await startLocalService({
    appDirectory,
    stateDirectory: join(directory, 'state'),
    onLog: (line) => logLines.push(line),
  });
  distrust = service.sandbox.trust();
}, 60_000);

afterAll(async () => {
  distrust?.();
  await service?.stop();
  await rm(directory, { recursive: true, force: true });
}, 60_000);

test('the whole story, twice, of the package that is deployed, in a folder with nothing else', async () => {
  const world = {
    api: createApiClient(service.url, { Authorization: `Api-Key ${service.organization.apiKey}` }),
    azure: createApiClient(service.controlUrl),
    print: (line: string) => told.push(line),
  };
  const steps = await tellStory(world);
  // What the README shows is what is told, but for names and ids that are made up each time.
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const shown = /```text\n([\s\S]*?)\n```/.exec(readme)?.[1] ?? '';
  expect(shown.split('\n').map(withoutNames)).toEqual(expect.arrayContaining(told.flatMap(linesOf).map(withoutNames)));

  expect(steps).toBeGreaterThan(15);
  expect(await tellStory(world)).toBe(steps);
  // What was in the vaults is in no log line and nowhere in storage.
  const log = logLines.join('\n');
  expect(log).toContain('http.request');
  const stored = await everythingStored(service.connectionString);
  expect(stored).toContain(service.organization.id);
  for (const secret of ['postgres://web@db/web', 'token-1', 'token-2', service.organization.apiKey]) {
    expect(log).not.toContain(secret);
    expect(stored).not.toContain(secret);
    expect(stored).not.toContain(Buffer.from(secret).toString('base64').replace(/=+$/, ''));
  }
}, 120_000);
