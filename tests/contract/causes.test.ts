import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { createMemoryNews } from '../../shared/adapters/memory/memory-news.ts';
import { createMemoryRows } from '../../shared/adapters/memory/memory-rows.ts';
import { createMemoryTelemetry } from '../../shared/adapters/memory/memory-telemetry.ts';
import { createSeededRandom } from '../../shared/adapters/memory/seeded-random.ts';
import { systemClock } from '../../shared/adapters/system/system-clock.ts';
import type { ClientCredential } from '../../shared/config.ts';
import { type Cause, causes, type Status } from '../../shared/domain/integration/cause.ts';
import { remedyFor } from '../../shared/domain/integration/remedy.ts';
import type { VaultAddress, Vaults } from '../../shared/ports/vaults.ts';
import { putTenantLink } from '../../shared/store/tenants.ts';
import { createIntegration } from '../../shared/use-cases/integrations/create-integration.ts';
import type { KnownIntegration } from '../../shared/use-cases/integrations/know-access.ts';
import { generousLimits } from '../support/generous-limits.ts';
import { createSandboxWorld, type SandboxWorld } from './support/sandbox-world.ts';

const organizationId = 'b7c2f6d6-5a6a-4e53-9f0c-94b4c64a5f4e';
const hour = 3_600_000;

let world: SandboxWorld;
beforeAll(async () => {
  world = await createSandboxWorld();
});
afterAll(() => world?.close());

/** Connects the vault as a customer would, of a tenant that was linked a while ago, and says what the test found. */
async function connect(
  address: VaultAddress,
  { vaults = world.vaults, writable = false, linkedAt = new Date(Date.now() - hour) }: Partial<Arrangement> = {},
): Promise<KnownIntegration> {
  const rows = createMemoryRows();
  const { tenantId, vaultName } = address;
  await putTenantLink(rows, {
    organizationId,
    tenantId,
    name: 'contoso.example',
    linkedById: 'somebody',
    linkedByName: 'Somebody',
    signedInObjectId: 'somebody',
    linkedAt,
  });
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const clock = systemClock;
  const deps = {
    rows,
    vaults,
    news: createMemoryNews({ clock }),
    clock,
    random: createSeededRandom(1),
    azure: world.azure,
    log: silent,
    telemetry: createMemoryTelemetry(),
    ...generousLimits(),
  };
  return createIntegration(deps, {
    organizationId,
    tenantId,
    vaultName,
    writable,
    description: '',
    resourceTags: {},
  });
}

interface Arrangement {
  vaults: Vaults;
  writable: boolean;
  linkedAt: Date;
}

function granted(): VaultAddress {
  const address = world.createVault('rbac');
  world.grantRole(address, 'Key Vault Secrets Officer');
  return address;
}

/** A port of this machine on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const withCredential = (credential: ClientCredential) => ({ vaults: world.freshVaults({}, credential) });
const met = new Set<Cause>();
const sentences = new Map<Cause, string>();

async function expectCause(
  integration: Promise<KnownIntegration>,
  cause: Cause,
  status: Status,
): Promise<KnownIntegration> {
  const found = await integration;
  expect({ cause: found.cause, status: found.status }).toEqual({ cause, status });
  met.add(cause);
  // One plain sentence, and something to do, or to wait for.
  expect(found.statusDetail).toMatch(/^[A-Z].*\.$/);
  sentences.set(cause, found.statusDetail.replaceAll(found.vaultName, 'V').replaceAll(found.tenantId, 'T'));
  const { tenantId, vaultName, writable } = found;
  const remedy = remedyFor(cause, { ...world.azure, tenantId, vaultName, writable });
  expect(remedy.steps.length).toBeGreaterThan(0);
  return found;
}

describe('causes, as met at a vault', () => {
  test('none: everything is granted', async () => {
    expect(await connect(granted(), { writable: true })).toMatchObject({ status: 'connected', cause: null });
  });

  test('none: reading suffices where nothing is to be written', async () => {
    const address = world.createVault('rbac');
    world.grantRole(address, 'Key Vault Secrets User');
    expect(await connect(address)).toMatchObject({ status: 'connected', cause: null });
    const writable = await expectCause(connect(address, { writable: true }), 'vault.forbidden-by-rbac', 'errored');
    expect(writable.statusDetail).toContain('Key Vault Secrets Officer');
  });

  test('vault.forbidden-by-rbac', async () => {
    const address = world.createVault('rbac');
    await expectCause(connect(address), 'vault.forbidden-by-rbac', 'errored');
    world.grantRole(address, 'Key Vault Reader');
    const reader = await expectCause(connect(address), 'vault.forbidden-by-rbac', 'errored');
    expect(reader.permissions).toMatchObject({ list: 'allowed', get: 'denied' });
  });

  test('vault.forbidden-by-access-policy', async () => {
    const address = world.createVault('access-policy');
    await expectCause(connect(address), 'vault.forbidden-by-access-policy', 'errored');
    world.setPolicy(address, ['list', 'get']);
    expect(await connect(address)).toMatchObject({ status: 'connected' });
    await expectCause(connect(address, { writable: true }), 'vault.forbidden-by-access-policy', 'errored');
  });

  test('vault.forbidden-by-firewall and vault.forbidden-by-connection', async () => {
    const address = granted();
    world.network(address, 'firewall');
    await expectCause(connect(address), 'vault.forbidden-by-firewall', 'errored');
    world.network(address, 'private');
    await expectCause(connect(address), 'vault.forbidden-by-connection', 'errored');
  });

  test('vault.not-found', async () => {
    const address = { tenantId: world.tenantId, vaultName: 'no-such-vault' };
    await expectCause(connect(address), 'vault.not-found', 'missing');
  });

  test('vault.wrong-tenant', async () => {
    const theirs = world.createVault('rbac', world.otherTenantId);
    await expectCause(connect({ ...theirs, tenantId: world.tenantId }), 'vault.wrong-tenant', 'errored');
  });

  test('consent.missing and consent.propagating', async () => {
    const address = granted();
    world.application('removed');
    try {
      await expectCause(connect(address, { vaults: world.freshVaults() }), 'consent.missing', 'missing');
      const linkedAt = new Date(Date.now() - 60_000);
      const vaults = world.freshVaults();
      await expectCause(connect(address, { vaults, linkedAt }), 'consent.propagating', 'pending');
    } finally {
      world.application('consented');
    }
  });

  test('app.disabled', async () => {
    const address = granted();
    world.application('disabled');
    try {
      await expectCause(connect(address, { vaults: world.freshVaults() }), 'app.disabled', 'errored');
    } finally {
      world.application('consented');
    }
  });

  test('tenant.not-found', async () => {
    // A vault outlives its tenant for a while.
    const address = world.createVault('rbac', '5f2f0c5e-3f0a-4d0e-8a53-2a0c4a5d6e7f');
    await expectCause(connect(address), 'tenant.not-found', 'missing');
  });

  test('credential.invalid: a wrong secret, an expired one, a certificate that is not there', async () => {
    const address = granted();
    const wrong = withCredential({ kind: 'secret', secret: 'wrong' });
    await expectCause(connect(address, wrong), 'credential.invalid', 'errored');

    const [application] = world.sandbox.cloud.model.applications;
    application?.secrets.push({ id: 'expired', value: 'an-expired-secret', expires: 0 });
    const expired = withCredential({ kind: 'secret', secret: 'an-expired-secret' });
    await expectCause(connect(address, expired), 'credential.invalid', 'errored');

    const none = withCredential({ kind: 'certificate', path: '/no/such/certificate.pem' });
    await expectCause(connect(address, none), 'credential.invalid', 'errored');
  });

  test('vault.throttled and vault.unavailable leave a new integration unknown', async () => {
    const address = granted();
    world.trouble(address, 'throttle');
    await expectCause(connect(address), 'vault.throttled', 'unknown');
    world.trouble(address, 'unavailable');
    await expectCause(connect(address), 'vault.unavailable', 'unknown');
    world.trouble(address, 'reset');
    await expectCause(connect(address), 'vault.unavailable', 'unknown');
  });

  test('network.unreachable: nobody listens where the vault or where Entra should be', async () => {
    const address = granted();
    const port = await closedPort();
    const noVault = { vaults: world.freshVaults({ vaultSuffix: `vault.localhost:${port}` }) };
    await expectCause(connect(address, noVault), 'network.unreachable', 'unknown');
    const noEntra = { vaults: world.freshVaults({ authorityHost: `https://login.localhost:${port}` }) };
    await expectCause(connect(address, noEntra), 'network.unreachable', 'unknown');
    const noName = { vaults: world.freshVaults({ authorityHost: `https://nowhere.localhost:${port}` }) };
    await expectCause(connect(address, noName), 'network.unreachable', 'unknown');
  });

  test('vault.rejected: a vault that asks for a token of another resource', async () => {
    const vaults = world.freshVaults({ vaultScope: 'https://other.localhost/.default' });
    const address = granted();
    await expectCause(connect(address, { vaults }), 'vault.rejected', 'errored');
    expect(world.takeCounts(address)).toEqual({ challenge: 1, total: 1 });
  });

  test('vault.forbidden-by-governance-policy, which has no say in reading', async () => {
    const address = granted();
    world.model(address).forbiddenByPolicy = ['set', 'update'];
    expect(await connect(address)).toMatchObject({ status: 'connected', cause: null });
    await expectCause(connect(address, { writable: true }), 'vault.forbidden-by-governance-policy', 'errored');
  });

  test('all of them were met, each with a sentence of its own', () => {
    expect([...met].sort()).toEqual([...causes].sort());
    expect(new Set(sentences.values()).size).toBe(causes.length);
  });
});
