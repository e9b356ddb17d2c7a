import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { ClientAssertionCredential, ClientCertificateCredential } from '@azure/identity';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { aadstsNumber } from './aadsts-number.ts';
import { type ClientCertificate, makeClientCertificate } from './client-certificate.ts';
import { startTestEntra, type TestEntra, vaultScope } from './test-entra.ts';

const hour = 3_600_000;
const unknownId = '5f1a9d4e-0000-4000-8000-000000000001';
let local: TestEntra;
let certificate: ClientCertificate;

beforeAll(async () => {
  certificate = await makeClientCertificate();
});
beforeEach(async () => {
  local = await startTestEntra();
  local.consent(local.contoso);
});
afterEach(() => local.stop());

const options = () => ({ authorityHost: local.entra.authorityHost, disableInstanceDiscovery: true });

const byCertificate = ({ certificate: pem, privateKey }: ClientCertificate) =>
  new ClientCertificateCredential(
    local.contoso.id,
    local.application.clientId,
    { certificate: `${privateKey}${pem}` },
    options(),
  );

const byAssertion = (assertion: () => Promise<string>) =>
  new ClientAssertionCredential(local.contoso.id, local.application.clientId, assertion, options());

const refusal = (credential: { getToken(scope: string): Promise<unknown> }) =>
  aadstsNumber(credential.getToken(vaultScope));

describe('certificates', () => {
  beforeEach(() => {
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
