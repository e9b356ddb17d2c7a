import type { SecretPermission } from '../../sandbox/cloud/model.ts';
import {
  CLIENT_ID,
  CONTOSO,
  codes,
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

function ask(operation: Operation) {
  const [method, path] = REQUESTS[operation];
  return fixture.raw(method, path);
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
    const id = '66666666-6666-4666-8666-666666666666';
    const clientId = '77777777-7777-4777-8777-777777777777';
    fixture.cloud.model.servicePrincipals.push({
      id,
      tenantId: CONTOSO,
      clientId,
      enabled: true,
      created: 0,
      effective: 0,
    });
    const other = await fixture.sign({ oid: id, appid: clientId });
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

  test("counts nobody else's policies, and none of a principal that is gone", async () => {
    fixture.vault.accessPolicies.push({ principalId: 'somebody else', permissions: ['list'], effective: 0 });
    expect(await allowed()).toEqual([]);
    fixture.grantPermissions(['list']);
    fixture.cloud.model.servicePrincipals.length = 0;
    expect(await allowed()).toEqual([]);
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
