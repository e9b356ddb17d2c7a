import { setTimeout as wait } from 'node:timers/promises';
import { checkQueue } from '../../functions/queues/checks.ts';
import { checkTimer } from '../../functions/timers/check-timer.ts';
import { watchdog } from '../../functions/timers/watchdog.ts';
import { createVaults } from '../../shared/adapters/key-vault/create-vaults.ts';
import { createMemoryTelemetry } from '../../shared/adapters/memory/memory-telemetry.ts';
import { createSeededRandom } from '../../shared/adapters/memory/seeded-random.ts';
import type { VaultAddress, Vaults } from '../../shared/ports/vaults.ts';
import { putTenantLink } from '../../shared/store/tenants.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { createSandboxWorld, type SandboxWorld } from '../contract/support/sandbox-world.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { collection, quarter } from './world.ts';

let azure: SandboxWorld;
let app: TestApp;

beforeAll(async () => {
  azure = await createSandboxWorld();
});
afterAll(() => azure?.close());
beforeEach(async () => {
  app = await createTestApp({ deps: { vaults: azure.freshVaults() } });
  for (const tenantId of [azure.tenantId, azure.otherTenantId]) {
    const link = { name: 'contoso', linkedById: 'a', linkedByName: 'A', signedInObjectId: 'b' };
    await putTenantLink(app.rows, {
      organizationId: app.organization.id,
      tenantId,
      linkedAt: app.clock.now(),
      ...link,
    });
  }
});

interface Connected {
  id: string;
  address: VaultAddress;
}

async function connect(tenantId = azure.tenantId, granted = true): Promise<Connected> {
  const address = azure.createVault('rbac', tenantId);
  if (granted) azure.grantRole(address, 'Key Vault Secrets Officer');
  const body = { tenant_id: tenantId, vault_name: address.vaultName, writable: true };
  const { json } = await app.request('POST', collection, { body });
  azure.takeCounts(address);
  return { id: json.id, address };
}

const read = async ({ id }: Connected) => (await app.request('GET', `${collection}${id}/`)).json;

/** A worker that has called no vault and has no token. */
const coldWorker = (vaults: Vaults = azure.freshVaults()): Deps => ({ ...app.deps, vaults });

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await condition()); await wait(5)) {
    if (Date.now() > end) throw new Error('it did not come to that');
  }
}

test('a turn costs what it must, and no more', async () => {
  const connected: Connected[] = [];
  for (let number = 0; number < 60; number += 1) {
    connected.push(await connect(number % 3 === 0 ? azure.otherTenantId : azure.tenantId));
  }
  // The look for integrations without a check comes once a day.
  await checkTimer.handle({ deps: app.deps });
  app.jobs.takeChecks();
  await app.clock.advance(quarter);
  azure.sandbox.entra.takeTokenRequests();
  let requests = 0;
  const counted = <I extends unknown[], O>(act: (...input: I) => O) => {
    return (...input: I): O => {
      requests += 1;
      return act(...input);
    };
  };
  const { get, range, write } = app.rows;
  const deps = { ...coldWorker(), rows: { get: counted(get), range: counted(range), write: counted(write) } };
  await checkTimer.handle({ deps });
  const jobs = app.jobs.takeChecks();
  expect(jobs.map(({ checks }) => checks.length).sort()).toEqual([10, 50]);
  await Promise.all(jobs.map((job) => checkQueue.handle({ deps }, job)));

  for (const { address } of connected) {
    expect(azure.takeCounts(address)).toEqual({ list: 1, update: 1, delete: 1, get: 1, recover: 1, total: 5 });
  }
  // They share what they get, as long as it lasts.
  expect(azure.sandbox.entra.takeTokenRequests()).toEqual({ [azure.tenantId]: 1, [azure.otherTenantId]: 1 });
  // A look at the day's mark and at 16 partitions, one promise; two messages with a range, a beginning, a range of the
  // integrations, two links, and the results of each second.
  expect(requests).toBeLessThanOrEqual(1 + 16 + 1 + 2 * (1 + 1 + 1 + 2) + 10);
  const { json } = await app.request('GET', `${collection}summary/`);
  expect(json).toMatchObject({ by_status: { connected: 60 }, by_cause: {} });
  expect(json.oldest_check.checked_at).toBe(app.clock.now().toISOString());
}, 60_000);

test('a vault that never answers and a tenant whose sign-in is slow are waited for by nobody else', async () => {
  const [silent, slow] = [await connect(), await connect(azure.otherTenantId)];
  const others = [await connect(), await connect(), await connect()];
  await app.clock.advance(quarter);
  await checkTimer.handle({ deps: app.deps });
  azure.model(silent.address).faults = [{ id: 'silent', kind: 'delay', delay: 3_600_000 }];
  const tenant = azure.sandbox.cloud.tenant(azure.otherTenantId);
  if (tenant === undefined) throw new Error('no tenant');
  tenant.tokenDelay = 3_600_000;
  try {
    const { azure: cloud, credential } = azure;
    const vaults = createVaults({
      azure: cloud,
      credential,
      clock: app.clock,
      random: createSeededRandom(1),
      telemetry: createMemoryTelemetry(),
    });
    const [job] = app.jobs.takeChecks();
    const done = checkQueue.handle({ deps: coldWorker(vaults) }, job);
    await until(() => others.every(({ address }) => azure.model(address).counters.operations.recover === 1));
    const turn = app.clock.now().toISOString();
    // Recorded a second later, while the two are still waited for.
    await until(async () => {
      await app.clock.advance(10);
      return (await read(others[2] as Connected)).status_last_checked_at === turn;
    });
    expect(await read(silent)).not.toMatchObject({ status_last_checked_at: turn });
    await app.clock.advance(7_000);
    await done;
    expect(await read(silent)).toMatchObject({ status: 'connected', cause: 'network.unreachable' });
    expect(await read(slow)).toMatchObject({ status: 'connected', status_last_checked_at: turn });
    expect((await read(slow)).cause).not.toBeNull();
    for (const other of others) expect(await read(other)).toMatchObject({ status: 'connected', cause: null });
  } finally {
    tenant.tokenDelay = undefined;
  }
}, 60_000);

test('a role that was assigned after the vault was named turns to connected by itself', async () => {
  const vault = await connect(azure.tenantId, false);
  expect(await read(vault)).toMatchObject({ status: 'errored', cause: 'vault.forbidden-by-rbac' });
  azure.grantRole(vault.address, 'Key Vault Secrets Officer');
  await app.clock.advance(30_000);
  await watchdog.handle({ deps: app.deps });
  for (const job of app.jobs.takeChecks()) await checkQueue.handle({ deps: coldWorker() }, job);
  expect(await read(vault)).toMatchObject({ status: 'connected', cause: null });
});

test('an application that is removed and consented to again is found out, both times', async () => {
  const vault = await connect();
  azure.application('removed');
  try {
    await app.clock.advance(quarter);
    await checkTimer.handle({ deps: app.deps });
    for (const job of app.jobs.takeChecks()) await checkQueue.handle({ deps: coldWorker() }, job);
    expect(await read(vault)).toMatchObject({ status: 'missing', cause: 'consent.missing' });
  } finally {
    azure.application('consented');
  }
  azure.grantRole(vault.address, 'Key Vault Secrets Officer');
  await app.clock.advance(30_000);
  await watchdog.handle({ deps: app.deps });
  for (const job of app.jobs.takeChecks()) await checkQueue.handle({ deps: coldWorker() }, job);
  expect(await read(vault)).toMatchObject({ status: 'connected', cause: null });
});
