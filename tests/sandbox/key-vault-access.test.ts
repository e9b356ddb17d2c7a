import { generateKeyPair } from 'jose';
import type { SecretPermission } from '../../sandbox/cloud/model.ts';
import {
  CLIENT_ID,
  CONTOSO,
  codes,
  FABRIKAM,
  type KeyVaultFixture,
  PRINCIPAL_ID,
  startKeyVaultFixture,
} from './support/key-vault-fixture.ts';

let fixture: KeyVaultFixture;
beforeEach(async () => {
  fixture = await startKeyVaultFixture();
});
afterEach(() => fixture.stop());

const REQUESTS = {
  list: ['GET', '/secrets'],
  listVersions: ['GET', '/secrets/name/versions'],
  listDeleted: ['GET', '/deletedsecrets'],
  get: ['GET', '/secrets/name'],
  getDeleted: ['GET', '/deletedsecrets/name'],
  set: ['PUT', '/secrets/name'],
  update: ['PATCH', `/secrets/name/${'a'.repeat(32)}`],
  delete: ['DELETE', '/secrets/name'],
  recover: ['POST', '/deletedsecrets/name/recover'],
  purge: ['DELETE', '/deletedsecrets/name'],
} as const;
type Operation = keyof typeof REQUESTS;
const OPERATIONS = Object.keys(REQUESTS) as Operation[];

function ask(operation: Operation, options: { token?: null } = {}) {
  const [method, path] = REQUESTS[operation];
  return fixture.raw(method, path, options);
}

/** The operations that are not refused with 403; an empty vault answers 200, 400 or 404 then. */
async function allowed(): Promise<Operation[]> {
  const found: Operation[] = [];
  for (const operation of OPERATIONS) {
    const { status } = await ask(operation);
    if (status !== 403) found.push(operation);
  }
  return found;
}

describe('the challenge', () => {
  test("names the vault's tenant and the resource, whatever is asked", async () => {
    for (const operation of OPERATIONS) {
      const answer = await ask(operation, { token: null });
      expect(codes(answer)).toEqual([401, 'Unauthorized', undefined]);
      expect(answer.headers.get('www-authenticate')).toBe(
        `Bearer authorization="https://login.localhost:7443/${CONTOSO}", resource="https://vault.localhost"`,
      );
    }
    expect(fixture.vault.counters).toEqual({ operations: { challenge: 10 }, statuses: { '401': 10 } });
  });

  test('is what the real client asks a token for, verifying the resource', async () => {
    fixture.grantRole();
    const client = fixture.client();
    await client.setSecret('name', 'value');
    await client.getSecret('name');
    expect(fixture.tokenRequests[0]).toEqual({ scopes: ['https://vault.localhost/.default'], tenantId: CONTOSO });
    expect(fixture.vault.counters.operations).toEqual({ challenge: 1, set: 1, get: 1 });
  });

  test('comes before everything else: network rules and a bad address are not told to strangers', async () => {
    fixture.vault.network = 'firewall';
    expect((await fixture.raw('GET', '/secrets/bad_name', { token: null })).status).toBe(401);
  });
});

describe('a token is refused', () => {
  const unauthorized = [401, 'Unauthorized', undefined];
  beforeEach(() => fixture.grantRole());

  test.each<[string, object, RegExp]>([
    ['of another tenant', { iss: `https://sts.localhost/${FABRIKAM}/`, tid: FABRIKAM }, /^AKV10032: Invalid issuer/],
    ['for another resource', { aud: 'https://management.localhost' }, /^AKV10022: Invalid audience/],
    ['that has expired', { exp: 1_700_000_000, nbf: 1_600_000_000 }, /^\[TokenExpired\]/],
    ['that is not valid yet', { nbf: 1_900_000_000, exp: 1_900_000_100 }, /Error validating token/],
    ['without an object id', { oid: undefined }, /Error validating token/],
  ])('%s', async (_case, claims, message) => {
    const answer = await fixture.raw('GET', '/secrets', { token: await fixture.sign({ ...claims }) });
    expect(codes(answer)).toEqual(unauthorized);
    expect(answer.body.error.message).toMatch(message);
    expect(answer.headers.get('www-authenticate')).toContain(CONTOSO);
  });

  test('that Entra did not sign', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const forged = await fixture.raw('GET', '/secrets', { token: await fixture.sign({}, privateKey) });
    expect(codes(forged)).toEqual(unauthorized);
    expect(forged.body.error.message).toMatch(/^AKV10046/);
    const [header, , signature] = (await fixture.sign()).split('.');
    const payload = Buffer.from(JSON.stringify({ tid: CONTOSO })).toString('base64url');
    expect(codes(await fixture.raw('GET', '/secrets', { token: `${header}.${payload}.${signature}` }))).toEqual(
      unauthorized,
    );
    const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    expect(codes(await fixture.raw('GET', '/secrets', { token: `${none}.${payload}.` }))).toEqual(unauthorized);
    expect(codes(await fixture.raw('GET', '/secrets', { token: 'nonsense' }))).toEqual(unauthorized);
  });

  test('by the clock of the sandbox', async () => {
    const token = await fixture.sign();
    expect((await fixture.raw('GET', '/secrets', { token })).status).toBe(200);
    fixture.clock.now += 3_600_001;
    expect((await fixture.raw('GET', '/secrets', { token })).status).toBe(401);
  });
});

test("the keys are Entra's present ones", async () => {
  await fixture.stop();
  let keys: { keys: object[] } = { keys: [] };
  fixture = await startKeyVaultFixture({ entraKeys: () => keys });
  fixture.grantRole();
  expect((await fixture.raw('GET', '/secrets')).status).toBe(401);
  const { exportJWK, SignJWT } = await import('jose');
  const pair = await generateKeyPair('RS256');
  keys = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'next', alg: 'RS256' }] };
  const claims = { tid: CONTOSO, oid: PRINCIPAL_ID, appid: CLIENT_ID };
  const token = await new SignJWT({
    ...claims,
    aud: 'https://vault.localhost',
    iss: `https://sts.localhost/${CONTOSO}/`,
  })
    .setProtectedHeader({ alg: 'RS256', kid: 'next' })
    .sign(pair.privateKey);
  expect((await fixture.raw('GET', '/secrets', { token })).status).toBe(200);
});

describe('access by role', () => {
  const metadata: Operation[] = ['list', 'listVersions', 'listDeleted'];

  test.each<[string, Operation[]]>([
    ['Key Vault Reader', metadata],
    ['Key Vault Secrets User', [...metadata, 'get', 'getDeleted']],
    ['Key Vault Secrets Officer', OPERATIONS],
    ['00000000-0000-4000-8000-000000000000', []],
  ])('%s allows %j', async (role, operations) => {
    fixture.grantRole(role);
    expect(await allowed()).toEqual(operations);
  });

  test('refuses without one, in the words of the service', async () => {
    const answer = await fixture.raw('GET', '/secrets/name');
    expect(codes(answer)).toEqual([403, 'Forbidden', 'ForbiddenByRbac']);
    expect(answer.body.error.message).toContain(
      `Caller: appid=${CLIENT_ID};oid=${PRINCIPAL_ID};iss=https://sts.localhost/${CONTOSO}/`,
    );
    expect(answer.body.error.message).toContain("Action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'");
    await expect(fixture.client().getSecret('name')).rejects.toMatchObject({
      statusCode: 403,
      code: 'Forbidden',
      details: { error: { innerError: { code: 'ForbiddenByRbac' } } },
    });
  });

  test('takes effect when it has propagated', async () => {
    fixture.grantRole('Key Vault Secrets User', fixture.clock.now + 60_000);
    expect((await fixture.raw('GET', '/secrets')).status).toBe(403);
    fixture.clock.now += 60_000;
    expect((await fixture.raw('GET', '/secrets')).status).toBe(200);
  });

  test("counts nobody else's roles, and none of a principal that is gone", async () => {
    fixture.grantRole('Key Vault Secrets Officer');
    const other = await fixture.sign({ oid: '66666666-6666-4666-8666-666666666666' });
    expect(codes(await fixture.raw('GET', '/secrets', { token: other }))).toEqual([
      403,
      'Forbidden',
      'ForbiddenByRbac',
    ]);
    fixture.cloud.model.servicePrincipals.length = 0;
    expect(await allowed()).toEqual([]);
  });

  test('ignores access policies', async () => {
    fixture.grantPermissions(['get', 'list']);
    expect(await allowed()).toEqual([]);
  });
});

describe('access by policy', () => {
  beforeEach(() => fixture.setAccessModel('access-policy'));

  test.each<[SecretPermission, Operation[]]>([
    ['list', ['list', 'listVersions', 'listDeleted']],
    ['get', ['get', 'getDeleted']],
    ['set', ['set', 'update']],
    ['delete', ['delete']],
    ['recover', ['recover']],
    ['purge', ['purge']],
    ['backup', []],
  ])('%s allows %j', async (permission, operations) => {
    fixture.grantPermissions([permission]);
    expect(await allowed()).toEqual(operations);
  });

  test('refuses without one', async () => {
    const none = await fixture.raw('GET', '/secrets/name');
    expect(codes(none)).toEqual([403, 'Forbidden', 'AccessDenied']);
    expect(none.body.error.message).toContain("does not have secrets get permission on key vault 'contoso-vault");
    fixture.grantPermissions(['list']);
    expect(codes(await fixture.raw('GET', '/secrets/name'))).toEqual([403, 'Forbidden', 'ForbiddenByPolicy']);
  });

  test('ignores roles, and takes effect when it has propagated', async () => {
    fixture.grantRole();
    expect(await allowed()).toEqual([]);
    fixture.grantPermissions(['list'], fixture.clock.now + 1_000);
    expect((await fixture.raw('GET', '/secrets')).status).toBe(403);
    fixture.clock.now += 1_000;
    expect((await fixture.raw('GET', '/secrets')).status).toBe(200);
  });
});

describe('the order of decisions', () => {
  test.each([
    ['firewall', 'ForbiddenByFirewall'],
    ['private', 'ForbiddenByConnection'],
  ] as const)('network rules (%s) come before authorization and hold for everybody', async (network, innerCode) => {
    fixture.vault.network = network;
    expect(codes(await fixture.raw('GET', '/secrets'))).toEqual([403, 'Forbidden', innerCode]);
    fixture.grantRole();
    expect(codes(await fixture.raw('GET', '/secrets'))).toEqual([403, 'Forbidden', innerCode]);
    fixture.vault.network = 'open';
    expect((await fixture.raw('GET', '/secrets')).status).toBe(200);
  });

  test('whether a secret exists is told only to those who may ask', async () => {
    fixture.grantRole('Key Vault Reader');
    for (const operation of ['get', 'update', 'delete', 'getDeleted', 'recover', 'purge'] as const) {
      expect((await ask(operation)).status).toBe(403);
    }
    fixture.grantRole('Key Vault Secrets Officer');
    for (const operation of ['get', 'update', 'delete', 'getDeleted', 'recover', 'purge'] as const) {
      expect((await ask(operation)).status).toBe(404);
    }
  });
});

describe('addresses', () => {
  test('of a vault that does not exist have no name, as the real client sees it', async () => {
    const { SecretClient } = await import('@azure/keyvault-secrets');
    const credential = { getToken: async () => ({ token: 'unused', expiresOnTimestamp: Date.now() + 3_600_000 }) };
    const client = new SecretClient(`https://nowhere.${fixture.server.suffix}`, credential, {
      retryOptions: { maxRetries: 0 },
    });
    await expect(client.getSecret('name')).rejects.toMatchObject({ code: 'ENOTFOUND', statusCode: undefined });
  });

  test('that reach the server all the same are not answered', async () => {
    fixture.resolvable.add('nowhere.vault.localhost');
    const url = `https://nowhere.${fixture.server.suffix}`;
    await expect(fixture.raw('GET', '/secrets', { url })).rejects.toThrow('fetch failed');
    expect((await fixture.raw('GET', '/secrets', { token: null })).status).toBe(401);
  });

  test('are one whatever the case of the vault', async () => {
    fixture.grantRole();
    const url = `https://Contoso-Vault.${fixture.server.suffix}`;
    expect((await fixture.raw('GET', '/secrets', { url })).status).toBe(200);
  });
});
