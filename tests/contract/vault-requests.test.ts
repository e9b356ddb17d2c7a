import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVaults } from '../../shared/adapters/key-vault/create-vaults.ts';
import { createManualClock } from '../../shared/adapters/memory/manual-clock.ts';
import { createMemoryTelemetry } from '../../shared/adapters/memory/memory-telemetry.ts';
import { createSeededRandom } from '../../shared/adapters/memory/seeded-random.ts';
import { type Permission, permissions, type VaultAddress, VaultFault } from '../../shared/ports/vaults.ts';
import { Secret } from '../../shared/secret.ts';
import { makeClientCertificate } from '../sandbox/entra/client-certificate.ts';
import { createSandboxWorld, type SandboxWorld } from './support/sandbox-world.ts';

let world: SandboxWorld;
let address: VaultAddress;
beforeAll(async () => {
  world = await createSandboxWorld();
});
afterAll(() => world?.close());
beforeEach(() => {
  address = world.createVault('rbac');
  world.grantRole(address, 'Key Vault Secrets Officer');
});

const set = (vaults: SandboxWorld['vaults'], name: string, value: string) =>
  vaults.open(address).set({ name, value: new Secret(value), tags: {} });

describe('how many requests a vault gets', () => {
  test('the first test of the access is six: the challenge and one for each permission', async () => {
    await world.freshVaults().open(address).probe();
    expect(world.takeCounts(address)).toEqual({
      challenge: 1,
      list: 1,
      update: 1,
      delete: 1,
      get: 1,
      recover: 1,
      total: 6,
    });
  });

  test('later ones are five', async () => {
    const vault = world.freshVaults().open(address);
    await vault.probe();
    world.takeCounts(address);
    await vault.probe();
    expect(world.takeCounts(address)).toMatchObject({ total: 5 });
  });

  test('where everything is refused they are six, the first and later ones', async () => {
    world.grantRole(address, 'Key Vault Secrets User');
    world.model(address).roleAssignments = [];
    const vault = world.freshVaults().open(address);
    await vault.probe();
    expect(world.takeCounts(address)).toMatchObject({ total: 6, challenge: 1, list: 1 });
    await vault.probe();
    expect(world.takeCounts(address)).toMatchObject({ total: 6, list: 2 });
  });

  test('the first test is five, too, of a vault whose tenant is known', async () => {
    await world.freshVaults().open(address).probe({ passing: true, tenantKnown: true });
    const counts = world.takeCounts(address);
    expect(counts).toMatchObject({ list: 1, update: 1, delete: 1, get: 1, recover: 1, total: 5 });
    expect(counts.challenge).toBeUndefined();
  });

  test('a client that others use meets the challenge all the same, whatever is known', async () => {
    const theirs = world.createVault('rbac', world.otherTenantId);
    const vaults = world.freshVaults();
    const moved = { ...theirs, tenantId: world.tenantId };
    const send = () => vaults.open(moved).set({ name: 'name', value: new Secret('value'), tags: {} });
    await expect(send()).rejects.toMatchObject({ code: 'vault.wrong-tenant' });
    await vaults.open(moved).probe({ passing: true, tenantKnown: true });
    await expect(send()).rejects.toMatchObject({ code: 'vault.wrong-tenant' });
    const { challenge, total } = world.takeCounts(theirs);
    expect(challenge).toBe(total);
  });

  test('a vault that has gone to another tenant since it was known is found out', async () => {
    const theirs = world.createVault('rbac', world.otherTenantId);
    const vault = world.freshVaults().open({ ...theirs, tenantId: world.tenantId });
    expect(await vault.probe({ passing: true, tenantKnown: true })).toMatchObject({
      list: { code: 'vault.wrong-tenant' },
    });
    expect(await vault.probe({ passing: true, tenantKnown: true })).toMatchObject({
      list: { code: 'vault.wrong-tenant' },
    });
  });

  test('a denial that is no news takes five, and no new token', async () => {
    world.model(address).roleAssignments = [];
    const vault = world.freshVaults().open(address);
    await vault.probe();
    world.takeCounts(address);
    world.sandbox.entra.takeTokenRequests();
    await vault.probe({ expected: 'vault.forbidden-by-rbac' });
    expect(world.takeCounts(address)).toMatchObject({ total: 5, list: 1 });
    expect(world.sandbox.entra.takeTokenRequests()).toEqual({});
    await vault.probe({ expected: 'vault.forbidden-by-access-policy' });
    expect(world.sandbox.entra.takeTokenRequests()).toEqual({ [world.tenantId]: 1 });
  });

  test('vaults of one tenant that are tested at once share the token, or its refusal', async () => {
    const addresses = [address, world.createVault('rbac'), world.createVault('rbac')];
    const vaults = world.freshVaults();
    world.sandbox.entra.takeTokenRequests();
    await Promise.all(addresses.map((one) => vaults.open(one).probe({ passing: true, tenantKnown: true })));
    expect(world.sandbox.entra.takeTokenRequests()).toEqual({ [world.tenantId]: 1 });
    world.application('removed');
    try {
      const without = world.freshVaults();
      const answers = await Promise.all(
        addresses.map((one) => without.open(one).probe({ passing: true, tenantKnown: true })),
      );
      for (const { list } of answers) expect(list).toMatchObject({ code: 'consent.missing' });
      expect(world.sandbox.entra.takeTokenRequests()).toEqual({ [world.tenantId]: 1 });
    } finally {
      world.application('consented');
    }
  });

  test('what settles a test ends it', async () => {
    const vault = world.freshVaults().open(address);
    world.network(address, 'firewall');
    await vault.probe();
    expect(world.takeCounts(address)).toEqual({ challenge: 1, list: 1, total: 2 });
    world.network(address, 'open');
    world.trouble(address, 'throttle');
    await vault.probe();
    expect(world.takeCounts(address)).toEqual({ list: 1, total: 1 });
  });

  test('everything else is one each, and the challenge is met once', async () => {
    const vaults = world.freshVaults();
    const vault = vaults.open(address);
    await set(vaults, 'name', 'value');
    expect(world.takeCounts(address)).toEqual({ challenge: 1, set: 1, total: 2 });
    await vaults.open({ ...address, vaultName: address.vaultName.toUpperCase() }).get('name');
    expect(world.takeCounts(address)).toEqual({ get: 1, total: 1 });
    await vault.delete('name');
    expect(world.takeCounts(address)).toEqual({ delete: 1, total: 1 });
    for (let index = 0; index < 51; index += 1) world.seed(address, { name: `secret-${index}`, value: 'x' });
    for await (const _page of vault.list());
    expect(world.takeCounts(address)).toEqual({ list: 3, total: 3 });
  });

  test.each(['throttle', 'unavailable', 'reset'] as const)(
    'a page in the middle of a list that meets %s is asked for again, and no other',
    async (kind) => {
      const vault = world.freshVaults().open(address);
      for (let index = 0; index < 60; index += 1) world.seed(address, { name: `secret-${index}`, value: 'x' });
      const names: string[] = [];
      for await (const page of vault.list()) {
        if (names.length === 0) world.model(address).faults.push({ id: 'once', kind, operations: ['list'], count: 1 });
        names.push(...page.map((secret) => secret.name));
      }
      expect(new Set(names).size).toBe(60);
      expect(world.takeCounts(address)).toMatchObject({ list: 4 });
    },
  );

  test('nothing else is sent twice on its own', async () => {
    const vault = world.freshVaults().open(address);
    await vault.probe();
    for (const kind of ['throttle', 'unavailable', 'reset'] as const) {
      world.trouble(address, kind, 0);
      world.takeCounts(address);
      await expect(set(world.vaults, 'name', 'value')).rejects.toBeInstanceOf(VaultFault);
      await expect(vault.get('name')).rejects.toBeInstanceOf(VaultFault);
      const { set: sets, get: gets } = world.takeCounts(address);
      expect({ sets, gets }).toEqual({ sets: 1, gets: 1 });
    }
  });
});

test("an answer tells its time by the vault's clock, whenever the secret was written", async () => {
  world.seed(address, { name: 'name', value: 'value' });
  const [version] = world.model(address).secrets[0]?.versions ?? [];
  if (version !== undefined) version.updated = 1_500_000_000;
  const before = Math.floor(Date.now() / 1000);
  const { properties, answeredAt } = await world.freshVaults().open(address).get('name');
  expect(properties.updated).toBe(1_500_000_000);
  expect(answeredAt).toBeGreaterThanOrEqual(before);
  expect(answeredAt).toBeLessThanOrEqual(Math.ceil(Date.now() / 1000));
});

test('a connection that is cut right after the challenge is no refusal', async () => {
  world.trouble(address, 'reset');
  const vault = world.freshVaults().open(address);
  await expect(vault.get('name')).rejects.toMatchObject({ code: 'vault.unavailable', status: undefined });
});

describe('many at once on a vault that was never called', () => {
  test('all of them arrive with their own bodies, behind one challenge', async () => {
    const vaults = world.freshVaults();
    await Promise.all(Array.from({ length: 12 }, (_, index) => set(vaults, `secret-${index}`, `value-${index}`)));
    expect(world.takeCounts(address)).toEqual({ challenge: 1, set: 12, total: 13 });
    for (let index = 0; index < 12; index += 1) {
      expect(world.versions(address, `secret-${index}`)).toEqual([`value-${index}`]);
    }
  });

  test("no value is sent to another customer's vault", async () => {
    const theirs = world.createVault('rbac', world.otherTenantId);
    world.grantRole(theirs, 'Key Vault Secrets Officer');
    const vault = world.freshVaults().open({ ...theirs, tenantId: world.tenantId });
    const writes = ['a', 'b', 'c'].map((name) => vault.set({ name, value: new Secret('mine'), tags: {} }));
    for (const outcome of await Promise.allSettled(writes)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'vault.wrong-tenant' } });
    }
    // Challenges alone: the vault saw no token.
    expect(world.takeCounts(theirs)).toEqual({ challenge: 3, total: 3 });
  });
});

describe('tokens', () => {
  test('a vault that moved to another tenant gets no further token', async () => {
    const vault = world.freshVaults().open(address);
    await vault.probe();
    world.model(address).tenantId = world.otherTenantId;
    await expect(vault.get('name')).rejects.toMatchObject({ code: 'vault.wrong-tenant' });
    expect((await vault.probe()).list).toMatchObject({ code: 'vault.wrong-tenant' });
  });

  test('an application that was removed after a token was had is found out at the next test', async () => {
    const vault = world.freshVaults().open(address);
    expect((await vault.probe()).list).toBe('allowed');
    world.application('removed');
    try {
      expect(await vault.probe()).toMatchObject({ list: { code: 'consent.missing' } });
    } finally {
      world.application('consented');
    }
    // The application that came back is another principal: its role is granted anew.
    expect(await vault.probe()).toMatchObject({ list: { code: 'vault.forbidden-by-rbac' } });
    world.grantRole(address, 'Key Vault Secrets User');
    expect(await vault.probe()).toMatchObject({ list: 'allowed', get: 'allowed' });
  });

  test('the tokens of one tenant serve all of its vaults', async () => {
    const vaults = world.freshVaults();
    await vaults.open(address).probe();
    world.application('disabled');
    try {
      const other = world.createVault('rbac');
      world.grantRole(other, 'Key Vault Secrets User');
      await expect(vaults.open(other).get('name')).rejects.toMatchObject({ code: 'secret.not-found' });
    } finally {
      world.application('consented');
    }
  });
});

describe('a certificate as our credential', () => {
  test('gets tokens when it is registered, and is refused when it is not', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'credential-'));
    try {
      const { certificate, privateKey } = await makeClientCertificate();
      const path = join(directory, 'certificate.pem');
      await writeFile(path, `${privateKey}\n${certificate}`);
      const probe = () => world.freshVaults({}, { kind: 'certificate', path }).open(address).probe();
      expect((await probe()).list).toMatchObject({ code: 'credential.invalid' });
      world.sandbox.cloud.model.applications[0]?.certificates.push(certificate);
      expect((await probe()).list).toBe('allowed');
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});

describe('a test takes ten seconds at most', () => {
  const slow = async (operations?: ('list' | 'delete')[]) => {
    world.model(address).faults = [{ id: 'slow', kind: 'delay', delay: 600_000, operations }];
    const clock = createManualClock(new Date());
    const vaults = createVaults({
      azure: world.azure,
      credential: world.credential,
      clock,
      random: createSeededRandom(1),
      telemetry: createMemoryTelemetry(),
    });
    return { probe: vaults.open(address).probe(), clock };
  };
  const until = async (condition: () => boolean) => {
    const end = Date.now() + 5_000;
    while (!condition()) {
      if (Date.now() > end) throw new Error('the condition did not come true');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };

  test('a test may be given less time', async () => {
    world.trouble(address, undefined);
    world.model(address).faults = [{ id: 'slow', kind: 'delay', delay: 60_000 }];
    const clock = createManualClock(new Date());
    const vaults = createVaults({
      azure: world.azure,
      credential: world.credential,
      clock,
      random: createSeededRandom(1),
      telemetry: createMemoryTelemetry(),
    });
    const vault = vaults.open(address);
    const probe = vault.probe({ timeLimit: 5_000 });
    await until(() => clock.sleepers === 1);
    await clock.advance(5_000);
    expect((await probe).list).toBeInstanceOf(VaultFault);
  });

  test('a vault that answered the challenge and then nothing is unavailable', async () => {
    const { probe, clock } = await slow();
    await until(() => world.model(address).counters.operations.challenge === 1);
    await clock.advance(9_999);
    await until(() => clock.sleepers === 1);
    await clock.advance(1);
    expect(await probe).toMatchObject({ list: { code: 'vault.unavailable' } });
  });

  test('what was answered in time is kept', async () => {
    const { probe, clock } = await slow(['delete']);
    await until(() => world.model(address).counters.operations.recover === 1);
    await until(() => world.model(address).counters.operations.update === 1);
    await clock.advance(10_000);
    const answers = await probe;
    const allowed: Permission[] = permissions.filter((permission) => answers[permission] === 'allowed');
    expect(allowed).toEqual(['list', 'get', 'set', 'recover']);
    expect(answers.delete).toMatchObject({ code: 'vault.unavailable' });
  });

  test('a host that takes the connection and says nothing is out of reach', async () => {
    const sockets = new Set<Socket>();
    const silent = createServer((socket) => sockets.add(socket));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    try {
      const clock = createManualClock(new Date());
      const vaultSuffix = `vault.localhost:${(silent.address() as AddressInfo).port}`;
      const vaults = createVaults({
        azure: { ...world.azure, vaultSuffix },
        credential: world.credential,
        clock,
        random: createSeededRandom(1),
        telemetry: createMemoryTelemetry(),
      });
      const probe = vaults.open(address).probe();
      await until(() => sockets.size === 1);
      await clock.advance(10_000);
      expect(await probe).toMatchObject({ list: { code: 'network.unreachable' } });
    } finally {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => silent.close(resolve));
    }
  });
});
