import { ClientSecretCredential } from '@azure/identity';
import { ConfidentialClientApplication } from '@azure/msal-node';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { aadstsNumber } from './aadsts-number.ts';
import { found, startTestEntra, type TestEntra, vaultScope } from './test-entra.ts';

const hour = 3_600_000;
const unknownId = '5f1a9d4e-0000-4000-8000-000000000001';
let local: TestEntra;

beforeEach(async () => {
  local = await startTestEntra();
});
afterEach(() => local.stop());

const options = () => ({ authorityHost: local.entra.authorityHost, disableInstanceDiscovery: true });

function bySecret({ tenantId = local.contoso.id, clientId = local.application.clientId, secret = local.secret } = {}) {
  return new ClientSecretCredential(tenantId, clientId, secret, options());
}

const refusal = (credential: { getToken(scope: string): Promise<unknown> }, scope = vaultScope) =>
  aadstsNumber(credential.getToken(scope));

describe('an app-only token', () => {
  test('is for the vault, of the tenant, in the name of the principal, and signed with a published key', async () => {
    local.consent(local.contoso);
    const { token, expiresOnTimestamp } = await bySecret().getToken(vaultScope);
    const { payload, protectedHeader } = await jwtVerify(
      token,
      createLocalJWKSet(local.entra.jwks() as JSONWebKeySet),
      {
        algorithms: ['RS256'],
        issuer: `https://sts.localhost/${local.contoso.id}/`,
        audience: 'https://vault.localhost',
      },
    );
    const { clientId } = local.application;
    const principal = found(local.cloud.servicePrincipal(local.contoso.id, clientId));
    expect(payload).toMatchObject({
      tid: local.contoso.id,
      oid: principal.id,
      sub: principal.id,
      appid: clientId,
      appidacr: '1',
      idtyp: 'app',
      ver: '1.0',
    });
    expect(protectedHeader.kid).toBeTruthy();
    expect(Math.abs(expiresOnTimestamp - (Date.now() + hour))).toBeLessThan(60_000);
  });

  test('is one tenant’s: the other tenant has its own principal', async () => {
    local.consent(local.contoso);
    expect(await refusal(bySecret({ tenantId: local.fabrikam.id }))).toBe(7000229);
    local.consent(local.fabrikam);
    await expect(bySecret({ tenantId: local.fabrikam.id }).getToken(vaultScope)).resolves.toBeTruthy();
  });

  test('is to be had by the tenant’s domain too', async () => {
    local.consent(local.contoso);
    await expect(bySecret({ tenantId: local.contoso.domain }).getToken(vaultScope)).resolves.toBeTruthy();
  });
});

describe('principals', () => {
  test('7000229: nobody consented, or the Enterprise application was removed', async () => {
    expect(await refusal(bySecret())).toBe(7000229);
    local.consent(local.contoso);
    await bySecret().getToken(vaultScope);
    local.cloud.model.servicePrincipals = [];
    expect(await refusal(bySecret())).toBe(7000229);
  });

  test('7000229: the consent has not reached the token service yet', async () => {
    local.consent(local.contoso);
    found(local.cloud.model.servicePrincipals[0]).effective = local.cloud.now() + 30_000;
    expect(await refusal(bySecret())).toBe(7000229);
    local.pass(30_000);
    await expect(bySecret().getToken(vaultScope)).resolves.toBeTruthy();
  });

  test('7000112: disabled', async () => {
    local.consent(local.contoso);
    found(local.cloud.model.servicePrincipals[0]).enabled = false;
    expect(await refusal(bySecret())).toBe(7000112);
  });

  test('700016: an unknown client, or another tenant’s single-tenant application', async () => {
    expect(await refusal(bySecret({ clientId: unknownId }))).toBe(700016);
    local.application.multiTenant = false;
    expect(await refusal(bySecret())).toBe(700016);
  });
});

describe('tenants', () => {
  test('90002: the tenant is gone', async () => {
    local.consent(local.contoso);
    const credential = bySecret();
    await credential.getToken(vaultScope);
    local.cloud.model.tenants = local.cloud.model.tenants.filter(({ id }) => id !== local.contoso.id);
    expect(await refusal(credential, 'https://graph.microsoft.com/.default')).toBe(90002);
  });

  test('90002: a tenant that never was, for a client that like in the public cloud need not discover the endpoints', async () => {
    const { authorityHost } = local.entra;
    const client = new ConfidentialClientApplication({
      auth: {
        clientId: local.application.clientId,
        clientSecret: local.secret,
        authority: `${authorityHost}/${unknownId}`,
        knownAuthorities: [new URL(authorityHost).host],
        authorityMetadata: JSON.stringify({
          issuer: `${authorityHost}/{tenantid}/v2.0`,
          authorization_endpoint: `${authorityHost}/{tenantid}/oauth2/v2.0/authorize`,
          token_endpoint: `${authorityHost}/{tenantid}/oauth2/v2.0/token`,
          jwks_uri: `${authorityHost}/{tenantid}/discovery/v2.0/keys`,
        }),
      },
    });
    const attempt = client.acquireTokenByClientCredential({ scopes: [vaultScope] });
    await expect(attempt).rejects.toMatchObject({ errorNo: 90002, errorCode: 'invalid_request', status: 400 });
  });
});

describe('secrets', () => {
  beforeEach(() => local.consent(local.contoso));

  test('7000215: wrong', async () => {
    expect(await refusal(bySecret({ secret: 'guessed' }))).toBe(7000215);
  });

  test('7000222: expired; a second one goes on', async () => {
    const first = found(local.application.secrets[0]);
    const second = { id: 'second', value: 'second-secret', expires: first.expires + hour };
    local.application.secrets.push(second);
    local.pass(first.expires - local.cloud.now());
    expect(await refusal(bySecret())).toBe(7000222);
    await expect(bySecret({ secret: second.value }).getToken(vaultScope)).resolves.toBeTruthy();
  });
});

describe('scopes', () => {
  beforeEach(() => local.consent(local.contoso));

  test.each([
    ['https://vault.localhost/user_impersonation', 1002012],
    ['not-a-uri/.default', 70011],
    ['https://other.example.test/.default', 500011],
  ])('%s: %i', async (scope, number) => {
    expect(await refusal(bySecret(), scope)).toBe(number);
  });

  test('70011: more than one', async () => {
    const attempt = bySecret().getToken([vaultScope, 'https://graph.microsoft.com/.default']);
    expect(await aadstsNumber(attempt)).toBe(70011);
  });
});
