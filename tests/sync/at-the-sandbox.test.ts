import { taskQueue } from '../../functions/queues/tasks.ts';
import { systemClock } from '../../shared/adapters/system/system-clock.ts';
import type { VaultAddress } from '../../shared/ports/vaults.ts';
import { putTenantLink } from '../../shared/store/tenants.ts';
import { createSandboxWorld, type SandboxWorld } from '../contract/support/sandbox-world.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

const collection = '/api/v1/integrations/azure/key_vault/';
const resource = '{{ environment }}-{{ project }}-{{ parameter }}';
let azure: SandboxWorld;
let address: VaultAddress;
let app: TestApp;
let integration: string;

beforeAll(async () => {
  azure = await createSandboxWorld();
});
afterAll(() => azure?.close());

beforeEach(async () => {
  address = azure.createVault('rbac');
  azure.grantRole(address, 'Key Vault Secrets Officer');
  app = await createTestApp({ deps: { vaults: azure.freshVaults(), clock: systemClock } });
  const link = { name: 'contoso', linkedById: 'a', linkedByName: 'A', signedInObjectId: 'b', linkedAt: new Date() };
  await putTenantLink(app.rows, { organizationId: app.organization.id, tenantId: address.tenantId, ...link });
  const body = { tenant_id: address.tenantId, vault_name: address.vaultName, writable: true };
  const made = await app.request('POST', collection, { body });
  expect(made.json).toMatchObject({ status: 'connected' });
  integration = `${collection}${made.json.id}/`;
  azure.takeCounts(address);
});

/** Runs what was started last; answers with the task and what it cost the vault. */
async function run(action: string) {
  for (const job of app.jobs.takeDueTasks()) await taskQueue.handle({ deps: app.deps }, job);
  const { json } = await app.request('GET', action);
  return { task: json.latest_task, requests: azure.takeCounts(address) };
}

async function start(kind: 'pulls' | 'pushes', body: object): Promise<string> {
  const made = await app.request('POST', `${integration}${kind}/`, { body });
  expect(made.status).toBe(201);
  return new URL(made.json.url).pathname;
}

/** As if all secrets had been there for a while. */
function age(): void {
  for (const secret of azure.model(address).secrets) {
    for (const version of secret.versions) version.updated -= 60;
  }
}

test('an import and a push cost the requests that they must, and no more', async () => {
  for (let index = 0; index < 60; index += 1)
    azure.seed(address, { name: `production-web-KEY-${index}`, value: `v${index}` });
  age();
  const pull = await start('pulls', { name: 'import', resource, create_projects: true });
  const first = await run(pull);
  expect(first.task).toMatchObject({ state: 'success', counts: { create: 61 } });
  expect(first.requests).toEqual({ list: 3, get: 60, total: 63 });

  await app.request('POST', `${pull}sync/`);
  const again = await run(pull);
  expect(again.task).toMatchObject({ state: 'success', counts: { unchanged: 60 } });
  expect(again.requests).toEqual({ list: 3, total: 3 });

  const { json: projects } = await app.request('GET', '/api/v1/projects/');
  const fields = { name: 'push', projects: [projects.results[0].url], tags: [] };
  const push = await start('pushes', { ...fields, resource: `copy-${resource}` });
  const pushed = await run(push);
  expect(pushed.task).toMatchObject({ state: 'success', counts: { create: 60, failed: 0 } });
  expect(pushed.requests).toEqual({ list: 3, set: 60, total: 63 });
  expect(azure.versions(address, 'copy-production-web-KEY-7')).toEqual(['v7']);

  await app.request('POST', `${push}sync/`);
  const unchanged = await run(push);
  expect(unchanged.task).toMatchObject({ state: 'success', counts: { unchanged: 60 } });
  expect(unchanged.requests).toEqual({ list: 5, total: 5 });
}, 60_000);

test('a secret that was deleted in the vault is recovered, then set, once the vault lets it', async () => {
  const made = await app.request('POST', '/api/v1/projects/', { body: { name: 'web' } });
  const parameters = `${new URL(made.json.url).pathname}parameters/`;
  const parameter = await app.request('POST', parameters, { body: { name: 'KEY', secret: true } });
  const { json: environments } = await app.request('GET', '/api/v1/environments/?name=production');
  const values = `${new URL(parameter.json.url).pathname}values/`;
  await app.request('POST', values, { body: { environment: environments.results[0].url, internal_value: 'one' } });
  const push = await start('pushes', { name: 'push', resource, projects: [made.json.url], tags: [] });
  expect((await run(push)).task.state).toBe('success');

  azure.transitionTime(address, 300);
  await app.deps.vaults.open(address).delete('production-web-KEY');
  azure.takeCounts(address);
  await app.request('POST', `${push}sync/`);
  expect((await run(push)).task).toMatchObject({ state: 'success', counts: { create: 1 } });
  expect(azure.versions(address, 'production-web-KEY')).toEqual(['one']);
}, 60_000);

test('what the vault refuses is told with its cause', async () => {
  azure.seed(address, { name: 'production-web-KEY', value: 'x' });
  azure.grantRole(address, 'Key Vault Reader');
  const pull = await start('pulls', { name: 'import', resource, create_projects: true });
  expect((await run(pull)).task).toMatchObject({ state: 'failure', error_code: 'vault.forbidden-by-rbac' });
  azure.network(address, 'firewall');
  await app.request('POST', `${pull}sync/`);
  const { task, requests } = await run(pull);
  expect(task).toMatchObject({ state: 'failure', error_code: 'vault.forbidden-by-firewall' });
  expect(requests.total).toBe(1);
}, 60_000);

test('a storm of refusals ends in success', async () => {
  for (let index = 0; index < 5; index += 1) azure.seed(address, { name: `production-web-KEY-${index}`, value: 'x' });
  const { faults } = azure.model(address);
  faults.push({ id: 'a', kind: 'throttle', operations: ['list'], count: 1 });
  faults.push({ id: 'b', kind: 'unavailable', operations: ['get'], count: 3 });
  faults.push({ id: 'c', kind: 'reset', operations: ['get'], count: 2 });
  const pull = await start('pulls', { name: 'import', resource, create_projects: true });
  expect((await run(pull)).task).toMatchObject({ state: 'success', counts: { create: 6, failed: 0 } });
}, 60_000);

test.each([
  ['an hour behind', -3_600_000],
  ['an hour ahead', 3_600_000],
])("whether a secret has expired is told by the vault's clock, where ours is %s", async (_what, offset) => {
  const now = Math.floor(Date.now() / 1000);
  azure.seed(address, { name: 'production-web-PAST', value: 'x', expires: now - 600 });
  azure.seed(address, { name: 'production-web-COMING', value: 'x', expires: now + 600 });
  const { sleep } = systemClock;
  app.deps.clock = { now: () => new Date(Date.now() + offset), sleep };
  const pull = await start('pulls', { name: 'import', resource, create_projects: true });
  const { task } = await run(pull);
  expect(task).toMatchObject({ state: 'success', counts: { create: 2, skipped: 1 } });
  const scanned = await app.request('POST', `${integration}scan/`, { body: { resource } });
  expect(Object.keys(scanned.json.skipped)).toEqual(['production-web-PAST']);
});
