import { randomUUID } from 'node:crypto';
import { ClientAssertionCredential, ManagedIdentityCredential } from '@azure/identity';
import { SecretClient } from '@azure/keyvault-secrets';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { newSecretVersion, newVault } from '../../sandbox/cloud/new-vault.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.ts';
import { setEnvironment } from '../support/set-environment.ts';
import { aadstsNumber } from './entra/aadsts-number.ts';

const exchange = 'api://AzureADTokenExchange';
let sandbox: Sandbox;
const undo: (() => void)[] = [];

beforeAll(async () => {
  sandbox = await startSandbox();
  undo.push(sandbox.trust(), setEnvironment(sandbox.identityEndpoint.environment));
});
afterAll(async () => {
  for (const step of undo) step();
  await sandbox?.stop();
});

describe('the endpoint that gives tokens to the app', () => {
  const ask = async (change: Record<string, string | undefined> = {}, header?: string) => {
    const { IDENTITY_ENDPOINT, IDENTITY_HEADER } = sandbox.identityEndpoint.environment;
    const parameters = {
      'api-version': '2019-08-01',
      resource: 'https://vault.localhost',
      client_id: sandbox.managedIdentity.clientId,
      ...change,
    };
    const query = new URLSearchParams(JSON.parse(JSON.stringify(parameters)));
    const headers = { 'X-IDENTITY-HEADER': header ?? IDENTITY_HEADER };
    const response = await fetch(`${IDENTITY_ENDPOINT}?${query}`, { headers });
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  };

  test('answers as App Service documents it', async () => {
    const { status, body } = await ask();
    expect(status).toBe(200);
    const { access_token: token = '', ...rest } = body;
    const { clientId, principalId, tenantId } = sandbox.managedIdentity;
    expect(rest).toEqual({
      expires_on: String(decodeJwt(token).exp),
      resource: 'https://vault.localhost',
      token_type: 'Bearer',
      client_id: clientId,
    });
    expect(decodeJwt(token)).toMatchObject({
      aud: 'https://vault.localhost',
      iss: `https://sts.localhost/${tenantId}/`,
      sub: principalId,
      oid: principalId,
      appid: clientId,
      tid: tenantId,
    });
  });

  test.each([
    ['without its header', {}, 'guessed', 401],
    ['of an older protocol', { 'api-version': '2017-09-01' }, undefined, 400],
    ['for no resource', { resource: undefined }, undefined, 400],
    ['for a resource that does not exist', { resource: 'https://elsewhere.example' }, undefined, 400],
    ['for an identity that the app does not have', { client_id: randomUUID() }, undefined, 400],
    ["for the app's own identity, which it does not have", { client_id: undefined }, undefined, 400],
  ])('refuses a request %s', async (_case, change, header, status) => {
    const answer = await ask(change, header);
    expect(answer).toEqual({
      status,
      body: { statusCode: status, message: expect.any(String), correlationId: expect.any(String) },
    });
  });
});

describe("Microsoft's library", () => {
  const credential = () => new ManagedIdentityCredential({ clientId: sandbox.managedIdentity.clientId });
  const assertion = async () => (await credential().getToken(`${exchange}/.default`)).token;
  const application = () => {
    const [registration] = sandbox.cloud.model.applications;
    if (registration === undefined) throw new Error('there is no registration');
    return registration;
  };
  const contoso = () => sandbox.cloud.tenant('contoso.onmicrosoft.localhost')?.id ?? '';

  test('gets a token for the exchange that Entra signed, for the application id of the exchange', async () => {
    const { authorityHost } = sandbox.entra;
    const { tenantId, principalId } = sandbox.managedIdentity;
    const keys = createRemoteJWKSet(new URL(`${authorityHost}/${tenantId}/discovery/v2.0/keys`));
    const { payload } = await jwtVerify(await assertion(), keys);
    expect(payload).toMatchObject({
      iss: `${authorityHost}/${tenantId}/v2.0`,
      aud: 'fb60f99c-7a34-4190-8149-302f77469936',
      sub: principalId,
    });
  });

  const exchanged = () => {
    const { clientId } = application();
    const options = { authorityHost: sandbox.entra.authorityHost, disableInstanceDiscovery: true };
    return new ClientAssertionCredential(contoso(), clientId, assertion, options).getToken(
      'https://vault.localhost/.default',
    );
  };

  describe("signs in as the application in a customer's tenant", () => {
    const federated = () => application().federatedCredentials;
    let before: ReturnType<typeof federated>;
    beforeAll(() => {
      const since = { enabled: true, created: 0, effective: 0 };
      const { clientId } = application();
      sandbox.cloud.model.servicePrincipals.push({ id: randomUUID(), tenantId: contoso(), clientId, ...since });
    });
    beforeEach(() => {
      before = federated();
    });
    afterEach(() => {
      application().federatedCredentials = before;
    });

    test('with its token', async () => {
      const { token } = await exchanged();
      expect(decodeJwt(token)).toMatchObject({ tid: contoso(), appid: application().clientId, appidacr: '2' });
    });

    test('after the keys have changed', async () => {
      await sandbox.entra.rotateKeys();
      await expect(exchanged()).resolves.toBeTruthy();
    });

    test.each([
      [70021, 'no federated credential', () => []],
      [700211, 'another issuer', () => federated().map((known) => ({ ...known, issuer: `${known.issuer}/` }))],
      [700213, 'another identity', () => federated().map((known) => ({ ...known, subject: randomUUID() }))],
      [700212, 'another audience', () => federated().map((known) => ({ ...known, audience: `${exchange}China2` }))],
    ])('%i where the registration has %s', async (number, _what, changed) => {
      application().federatedCredentials = changed();
      expect(await aadstsNumber(exchanged())).toBe(number);
    });
  });

  test("reads a vault of the identity's own tenant, when the identity was given a role there", async () => {
    const { principalId, clientId, tenantId } = sandbox.managedIdentity;
    const vault = newVault('provider-keys', tenantId, 'rbac', randomUUID());
    const version = newSecretVersion('value', Date.now(), randomUUID);
    vault.propagationDelay = 0;
    sandbox.cloud.model.vaults.push({ ...vault, secrets: [{ name: 'known', managed: false, versions: [version] }] });
    const client = new SecretClient(`https://provider-keys.${sandbox.keyVault.suffix}`, credential());
    await expect(client.getSecret('known')).rejects.toMatchObject({ statusCode: 403 });

    const assigned = await fetch(`${sandbox.control.url}/api/vaults/provider-keys/role-assignments`, {
      method: 'POST',
      body: JSON.stringify({ principal: clientId, role: 'Key Vault Secrets User' }),
    });
    expect(await assigned.json()).toMatchObject({ principalId });
    expect(await client.getSecret('known')).toMatchObject({ value: 'value' });
  });
});
