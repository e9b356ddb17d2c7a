import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultModel } from '../../sandbox/cloud/default-model.ts';
import { createCloudSaver, loadCloud } from '../../sandbox/cloud/persist.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'cloud-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

test('what was saved is loaded again, and only its owner can read it', async () => {
  expect(await loadCloud(directory)).toBeUndefined();
  const model = defaultModel({ now: 0, uuid: randomUUID, redirectUris: ['http://localhost/callback'] });
  const saver = createCloudSaver(directory, () => model);
  saver.changed();
  model.tenants[0] = { ...(model.tenants[0] ?? { id: '', domain: '', userConsent: true }), name: 'Changed later' };
  await saver.flush();
  expect(await loadCloud(directory)).toEqual(model);
  expect((await stat(join(directory, 'cloud.json'))).mode & 0o077).toBe(0);
});

test('another file is refused with a hint', async () => {
  await writeFile(join(directory, 'cloud.json'), '{"version": 2}');
  await expect(loadCloud(directory)).rejects.toThrow('--fresh');
});
