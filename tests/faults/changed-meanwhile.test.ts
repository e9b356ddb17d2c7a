import { randomUUID } from 'node:crypto';
import { newSecretVersion } from '../../sandbox/cloud/new-vault.ts';
import { findSecret } from '../../sandbox/cloud/secret-index.ts';
import { begin, ended } from './fault-case.ts';
import { createImportCase } from './import-case.ts';
import { readProject } from './project-content.ts';
import { type FaultsService, startService } from './start-service.ts';

let service: FaultsService;
beforeAll(async () => {
  service = await startService();
}, 60_000);
afterAll(() => service?.stop(), 60_000);

test('a secret that changes between the list and its reading is imported as it is then, once', async () => {
  const faultCase = await createImportCase(service, 'changing', 40);
  const { vault } = faultCase.connected;
  const pages = Math.ceil(40 / 25);
  let listed = 0;
  service.vaultRequests.on('request', ({ vault: asked, operation }) => {
    if (asked !== vault || operation !== 'list') return;
    listed += 1;
    const secret = findSecret(vault, 'production-changing-KEY-7');
    if (listed === pages) secret?.versions.push(newSecretVersion('newer', Date.now(), randomUUID));
  });
  await begin(service, faultCase);
  expect(await ended(service, faultCase, 30_000)).toMatchObject({ state: 'success', counts: { create: 41 } });
  expect((await readProject(service, 'changing'))['KEY-7']).toEqual({ value: 'newer', revision: 1 });

  await begin(service, faultCase);
  expect(await ended(service, faultCase, 30_000)).toMatchObject({ state: 'success', counts: { unchanged: 40 } });
  expect((await readProject(service, 'changing'))['KEY-7']).toEqual({ value: 'newer', revision: 1 });
}, 90_000);
