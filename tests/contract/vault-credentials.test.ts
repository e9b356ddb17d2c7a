import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trustIdentity } from '../../sandbox/managed-identity/trust-identity.ts';
import type { ClientCredential } from '../../shared/config.ts';
import type { VaultAddress } from '../../shared/ports/vaults.ts';
import { makeClientCertificate } from '../sandbox/entra/client-certificate.ts';
import { setEnvironment } from '../support/set-environment.ts';
import { createSandboxWorld, type SandboxWorld } from './support/sandbox-world.ts';

const audience = 'api://AzureADTokenExchange';
let directory: string;
let world: SandboxWorld;
let forget: () => void;
let vaults: VaultAddress[];
const both = ['known', 'known'];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'credential-'));
  world = await createSandboxWorld();
  forget = setEnvironment(world.sandbox.identityEndpoint.environment);
});
afterAll(async () => {
  forget?.();
  await world?.close();
  await rm(directory, { recursive: true });
});
beforeEach(() => {
  vaults = [world.createVault('rbac'), world.createVault('rbac', world.otherTenantId)];
  for (const vault of vaults) {
    world.grantRole(vault, 'Key Vault Secrets User');
    world.seed(vault, { name: 'known', value: 'value' });
  }
  world.sandbox.identityEndpoint.takeRequests();
  world.sandbox.entra.takeTokenRequests();
});

const registration = () => {
  const [application] = world.sandbox.cloud.model.applications;
  if (application === undefined) throw new Error('there is no registration');
  return application;
};

/** A new identity each time: the library keeps tokens for as long as the process lives. */
function identity({ assigned = true, trusted = true } = {}): ClientCredential {
  const { cloud, entra, managedIdentity } = world.sandbox;
  const added = { ...managedIdentity, clientId: randomUUID(), principalId: randomUUID() };
  if (assigned) cloud.model.managedIdentities.push(added);
  if (trusted) trustIdentity(registration(), added, entra.authorityHost);
  return { kind: 'managed-identity', clientId: added.clientId, audience };
}

async function certificate(): Promise<ClientCredential> {
  const { certificate: pem, privateKey } = await makeClientCertificate();
  registration().certificates.push(pem);
  const path = join(directory, `${randomUUID()}.pem`);
  await writeFile(path, `${privateKey}\n${pem}`);
  return { kind: 'certificate', path };
}

/** Lists every vault, each in its tenant; rejects when all are through. */
async function listWith(opened: SandboxWorld['vaults']): Promise<string[]> {
  const names = async (address: VaultAddress) => {
    const found: string[] = [];
    for await (const page of opened.open(address).list()) found.push(...page.map(({ name }) => name));
    return found;
  };
  const outcomes = await Promise.allSettled(vaults.map(names));
  return outcomes.flatMap((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}

describe("tokens for customers' vaults", () => {
  test.each([
    ['a secret', async () => world.credential],
    ['a certificate', certificate],
    ['a managed identity', async () => identity()],
  ])('are had by %s', async (_kind, credential) => {
    expect(await listWith(world.freshVaults({}, await credential()))).toEqual(both);
    expect(Object.values(world.sandbox.entra.takeTokenRequests())).toEqual([1, 1]);
  });
});

describe('a managed identity', () => {
  const trouble = (kind: 'unavailable' | 'reset' | undefined) => {
    world.sandbox.identityEndpoint.trouble = kind;
  };
  afterEach(() => trouble(undefined));
  const requests = () => world.sandbox.identityEndpoint.takeRequests();

  test('is asked once for all tenants that are worked with at the same time', async () => {
    await listWith(world.freshVaults({}, identity()));
    expect(requests()).toEqual({ [`${audience} 200`]: 1 });
  });

  test('that the registration does not trust is an invalid credential', async () => {
    const opened = world.freshVaults({}, identity({ trusted: false }));
    await expect(listWith(opened)).rejects.toMatchObject({ name: 'VaultFault', code: 'credential.invalid' });
  });

  test('that is not assigned to the app is an invalid credential, which needs no sign-in to be known', async () => {
    const credential = identity({ assigned: false });
    await expect(listWith(world.freshVaults({}, credential))).rejects.toMatchObject({
      code: 'credential.invalid',
      cause: { name: 'IdentityFault', code: 'identity.refused', message: expect.stringContaining('assign') },
    });
    expect(world.sandbox.entra.takeTokenRequests()).toEqual({});
  });

  test.each(['unavailable', 'reset'] as const)(
    'whose endpoint is down (%s) is trouble on the way, until it answers again',
    async (kind) => {
      const opened = world.freshVaults({}, identity());
      trouble(kind);
      await expect(listWith(opened)).rejects.toMatchObject({
        code: 'network.unreachable',
        cause: { name: 'IdentityFault', code: 'identity.unreachable' },
      });
      trouble(undefined);
      await expect(listWith(opened)).resolves.toEqual(both);
    },
  );

  test('that was given a token needs no endpoint for a while, in no tenant', async () => {
    const credential = identity();
    const opened = world.freshVaults({}, credential);
    await listWith(opened);
    trouble('unavailable');
    await expect(listWith(world.freshVaults({}, credential))).resolves.toEqual(both);
  });
});
