import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { ClientAssertionCredential, ClientCertificateCredential, ClientSecretCredential } from '@azure/identity';
import { ConfidentialClientApplication } from '@azure/msal-node';
import { createLocalJWKSet, exportJWK, generateKeyPair, type JSONWebKeySet, jwtVerify, SignJWT } from 'jose';
import { aadstsNumber } from './aadsts-number.ts';
import { type ClientCertificate, makeClientCertificate } from './client-certificate.ts';
import { found, startTestEntra, type TestEntra, vaultScope } from './test-entra.ts';

const hour = 3_600_000;
const unknownId = '5f1a9d4e-0000-4000-8000-000000000001';
let local: TestEntra;
let certificate: ClientCertificate;

beforeAll(async () => {
  certificate = await makeClientCertificate();
});
beforeEach(async () => {
  local = await startTestEntra();
});
afterEach(() => local.stop());

const options = () => ({ authorityHost: local.entra.authorityHost, disableInstanceDiscovery: true });

function bySecret({ tenantId = local.contoso.id, clientId = local.application.clientId, secret = local.secret } = {}) {
  return new ClientSecretCredential(tenantId, clientId, secret, options());
}

const byCertificate = ({ certificate: pem, privateKey }: ClientCertificate) =>
  new ClientCertificateCredential(
    local.contoso.id,
    local.application.clientId,
    { certificate: `${privateKey}${pem}` },
    options(),
  );

const byAssertion = (assertion: () => Promise<string>) =>
  new ClientAssertionCredential(local.contoso.id, local.application.clientId, assertion, options());

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
    const second = { id: 'second', value: 'second-secret', expires: local.cloud.now() + 1_000 * hour };
    local.application.secrets.push(second);
    local.pass(366 * 24 * hour - 1_000 * hour);
    second.expires = local.cloud.now() + hour;
    found(local.application.secrets[0]).expires = local.cloud.now();
    expect(await refusal(bySecret())).toBe(7000222);
    await expect(bySecret({ secret: second.value }).getToken(vaultScope)).resolves.toBeTruthy();
  });
});

describe('certificates', () => {
  beforeEach(() => {
    local.consent(local.contoso);
    local.application.certificates = [certificate.certificate];
  });

  test('prove the client', async () => {
    const { token } = await byCertificate(certificate).getToken(vaultScope);
    expect(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())).toMatchObject({ appidacr: '2' });
  });

  test('700027: not registered', async () => {
    local.application.certificates = [];
    expect(await refusal(byCertificate(certificate))).toBe(700027);
  });

  test('700027: the right certificate, but not its key', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(await refusal(byCertificate({ ...certificate, privateKey: pem }))).toBe(700027);
  });

  test('700027: expired', async () => {
    local.pass(hour);
    expect(await refusal(byCertificate(certificate))).toBe(700027);
  });

  const assert = async (change: { header?: object; claims?: object } = {}) => {
    const { clientId } = local.application;
    const seconds = Math.floor(local.cloud.now() / 1000);
    const claims = {
      iss: clientId,
      sub: clientId,
      aud: `${local.entra.authorityHost}/${local.contoso.id}/oauth2/v2.0/token`,
      nbf: seconds,
      exp: seconds + 600,
      ...change.claims,
    };
    const x5t = Buffer.from(certificate.sha256, 'hex').toString('base64url');
    const header = { alg: 'RS256', 'x5t#S256': x5t, ...change.header };
    return new SignJWT(claims).setProtectedHeader(header).sign(createPrivateKey(certificate.privateKey));
  };

  test('700023, 700024, 700021: an assertion for another audience, too old, too early, of another client', async () => {
    const seconds = Math.floor(local.cloud.now() / 1000);
    await expect(byAssertion(() => assert()).getToken(vaultScope)).resolves.toBeTruthy();
    const refused = (claims: object) => refusal(byAssertion(() => assert({ claims })));
    expect(await refused({ aud: 'https://login.example.test/token' })).toBe(700023);
    expect(await refused({ exp: seconds - 400 })).toBe(700024);
    expect(await refused({ nbf: seconds + 400 })).toBe(700024);
    expect(await refused({ iss: unknownId, sub: unknownId })).toBe(700021);
  });

  test('50027: an assertion that names no certificate, and one that is none', async () => {
    expect(await refusal(byAssertion(() => assert({ header: { 'x5t#S256': undefined } })))).toBe(50027);
    expect(await refusal(byAssertion(async () => 'not.a.token'))).toBe(50027);
  });
});

describe('federated credentials', () => {
  const issuer = 'https://identity.example.test/';
  const subject = 'the managed identity';
  const audience = 'api://AzureADTokenExchange';
  type Keys = Awaited<ReturnType<typeof generateKeyPair>>;
  let keys: Keys;

  beforeEach(async () => {
    keys = await generateKeyPair('RS256');
    local.consent(local.contoso);
    const jwks = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256' }] };
    local.application.federatedCredentials = [{ issuer, subject, audience, jwks }];
  });

  const assert =
    (change: object = {}, key = keys.privateKey) =>
    () =>
      new SignJWT({ iss: issuer, sub: subject, aud: audience, ...change })
        .setProtectedHeader({ alg: 'RS256', kid: 'one' })
        .setIssuedAt()
        .setExpirationTime('exp' in change ? Number(change.exp) : '5m')
        .sign(key);

  test('prove the client', async () => {
    await expect(byAssertion(assert()).getToken(vaultScope)).resolves.toBeTruthy();
  });

  test.each([
    [700211, { iss: 'https://other.example.test/' }],
    [700213, { sub: 'another identity' }],
    [700212, { aud: 'api://another' }],
    [700024, { exp: Math.floor(Date.now() / 1000) - 10 }],
  ])('%i: %j', async (number, change) => {
    expect(await refusal(byAssertion(assert(change)))).toBe(number);
  });

  test('50013: signed with another key', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    expect(await refusal(byAssertion(assert({}, privateKey)))).toBe(50013);
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
