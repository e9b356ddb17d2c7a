import { ConfidentialClientApplication, type Configuration, CryptoProvider } from '@azure/msal-node';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { aadstsNumber } from './aadsts-number.ts';
import { createBrowser } from './browser.ts';
import { type ClientCertificate, makeClientCertificate } from './client-certificate.ts';
import { found, redirectUri, startTestEntra, type TestEntra } from './test-entra.ts';

const administrator = 'Contoso Administrator';
const minute = 60_000;
let local: TestEntra;
let certificate: ClientCertificate;

beforeAll(async () => {
  certificate = await makeClientCertificate();
});
beforeEach(async () => {
  local = await startTestEntra();
});
afterEach(() => local.stop());

function makeClient(
  credential: Partial<Configuration['auth']> = { clientSecret: local.secret },
  segment = 'organizations',
) {
  return new ConfidentialClientApplication({
    auth: {
      clientId: local.application.clientId,
      authority: `${local.entra.authorityHost}/${segment}`,
      knownAuthorities: [new URL(local.entra.authorityHost).host],
      ...credential,
    },
  });
}

/** Asks for a sign-in as the application does, lets the person sign in and consent, and returns what redeems the code. */
async function signIn(client: ConfidentialClientApplication, name: string) {
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
  const request = { scopes: ['openid', 'profile'], redirectUri };
  const url = await client.getAuthCodeUrl({
    ...request,
    state: 'the state',
    nonce: 'the nonce',
    codeChallenge: challenge,
    codeChallengeMethod: 'S256',
    prompt: 'select_account',
  });
  const { callback, location } = await createBrowser().signIn(url, local.person(name).id);
  expect(location?.startsWith(`${redirectUri}?`)).toBe(true);
  expect(callback?.get('state')).toBe('the state');
  return { ...request, code: callback?.get('code') ?? '', codeVerifier: verifier };
}

const redeem = (client: ConfidentialClientApplication, request: Awaited<ReturnType<typeof signIn>>) =>
  client.acquireTokenByCode({ ...request, nonce: 'the nonce' });

describe('authorization code', () => {
  test('gives msal an id_token that the published keys verify, and makes the principal', async () => {
    const client = makeClient();
    const result = await redeem(client, await signIn(client, administrator));
    const { authorityHost } = local.entra;
    const person = local.person(administrator);
    expect(result.account).toMatchObject({
      tenantId: local.contoso.id,
      homeAccountId: `${person.id}.${local.contoso.id}`,
      username: person.userPrincipalName,
    });
    const keys = createRemoteJWKSet(new URL(`${authorityHost}/organizations/discovery/v2.0/keys`));
    const { payload } = await jwtVerify(result.idToken, keys, {
      algorithms: ['RS256'],
      issuer: `${authorityHost}/${local.contoso.id}/v2.0`,
      audience: local.application.clientId,
    });
    expect(payload).toMatchObject({
      tid: local.contoso.id,
      oid: person.id,
      name: administrator,
      preferred_username: person.userPrincipalName,
      nonce: 'the nonce',
      acct: 0,
      wids: [...person.directoryRoles, 'b79fbf4d-3ef9-4689-8143-76b194e85509'],
      ver: '2.0',
    });
    expect(payload.sub).not.toBe(person.id);
    expect(local.cloud.servicePrincipal(local.contoso.id, local.application.clientId)).toMatchObject({ enabled: true });
  });

  test('asks for consent once: the second person of the tenant is not asked', async () => {
    const client = makeClient();
    await signIn(client, administrator);
    const url = await client.getAuthCodeUrl({ scopes: ['openid'], redirectUri });
    const browser = createBrowser();
    const after = await browser.submit(await browser.go(url), { user: local.person('Contoso Member').id });
    expect(after.callback?.get('code')).toBeTruthy();
    expect(local.cloud.model.servicePrincipals).toHaveLength(1);
  });

  test('marks a guest, and leaves the optional claims out when the registration does not ask', async () => {
    const client = makeClient();
    const guest = decodeJwt((await redeem(client, await signIn(client, 'Contoso Guest'))).idToken);
    expect(guest).toMatchObject({ acct: 1, tid: local.contoso.id });
    local.application.optionalClaims = [];
    const plain = decodeJwt((await redeem(client, await signIn(client, 'Contoso Guest'))).idToken);
    expect(plain).not.toHaveProperty('acct');
    expect(plain).not.toHaveProperty('wids');
  });

  test('signs a personal account in at common, in the tenant of personal accounts', async () => {
    const client = makeClient({ clientSecret: local.secret }, 'common');
    const claims = decodeJwt((await redeem(client, await signIn(client, 'Pat Personal'))).idToken);
    expect(claims).toMatchObject({ tid: '9188040d-6c67-4c5b-b112-36a304b66dad' });
    expect(claims).not.toHaveProperty('acct');
    expect(local.cloud.model.servicePrincipals).toEqual([]);
  });

  test.each([
    ['SHA-256', () => ({ thumbprintSha256: certificate.sha256, privateKey: certificate.privateKey })],
    ['SHA-1', () => ({ thumbprint: certificate.sha1, privateKey: certificate.privateKey })],
  ])('takes the client by certificate, named by its %s thumbprint', async (_name, clientCertificate) => {
    local.application.certificates = [certificate.certificate];
    const client = makeClient({ clientCertificate: clientCertificate() });
    const result = await redeem(client, await signIn(client, administrator));
    expect(result.tenantId).toBe(local.contoso.id);
  });
});

describe('refused codes', () => {
  test('msal itself finds another nonce', async () => {
    const client = makeClient();
    const request = await signIn(client, administrator);
    await expect(client.acquireTokenByCode({ ...request, nonce: 'another' })).rejects.toMatchObject({
      errorCode: 'nonce_mismatch',
    });
  });

  test('501481: another verifier', async () => {
    const client = makeClient();
    const request = await signIn(client, administrator);
    const { verifier } = await new CryptoProvider().generatePkceCodes();
    expect(await aadstsNumber(redeem(client, { ...request, codeVerifier: verifier }))).toBe(501481);
    expect(await aadstsNumber(redeem(client, { ...request, codeVerifier: '' }))).toBe(501481);
    // A wrong guess does not burn the code of whoever has the verifier.
    expect((await redeem(client, request)).tenantId).toBe(local.contoso.id);
  });

  test('54005: a code that was redeemed', async () => {
    const client = makeClient();
    const request = await signIn(client, administrator);
    await redeem(client, request);
    expect(await aadstsNumber(redeem(client, request))).toBe(54005);
  });

  test('70008: a code of ten minutes ago', async () => {
    const client = makeClient();
    const inTime = await signIn(client, administrator);
    local.pass(10 * minute - 5_000);
    await redeem(client, inTime);
    const late = await signIn(client, administrator);
    local.pass(10 * minute);
    expect(await aadstsNumber(redeem(client, late))).toBe(70008);
  });

  test('70000: a made-up code, and a code of another application', async () => {
    const client = makeClient();
    const request = await signIn(client, administrator);
    expect(await aadstsNumber(redeem(client, { ...request, code: 'made-up' }))).toBe(70000);
    const other = { ...local.application, clientId: '5f1a9d4e-0000-4000-8000-000000000001' };
    local.cloud.model.applications.push(other);
    expect(
      await aadstsNumber(redeem(makeClient({ clientId: other.clientId, clientSecret: local.secret }), request)),
    ).toBe(70000);
  });

  test('500112: another redirect URI', async () => {
    local.application.redirectUris.push('https://app.example.test/other');
    const client = makeClient();
    const request = await signIn(client, administrator);
    const elsewhere = { ...request, redirectUri: 'https://app.example.test/other' };
    expect(await aadstsNumber(redeem(client, elsewhere))).toBe(500112);
  });

  test('700005: at the endpoint of another tenant', async () => {
    const request = await signIn(makeClient(), administrator);
    const elsewhere = makeClient({ clientSecret: local.secret }, local.fabrikam.id);
    expect(await aadstsNumber(redeem(elsewhere, request))).toBe(700005);
    const own = makeClient({ clientSecret: local.secret }, local.contoso.id);
    expect((await redeem(own, request)).tenantId).toBe(local.contoso.id);
  });

  test('7000215: another secret', async () => {
    const client = makeClient({ clientSecret: 'guessed' });
    expect(await aadstsNumber(redeem(client, await signIn(client, administrator)))).toBe(7000215);
  });

  test('65001: the Enterprise application was removed after the sign-in', async () => {
    const client = makeClient();
    const request = await signIn(client, administrator);
    local.cloud.model.servicePrincipals = [];
    await expect(redeem(client, request)).rejects.toMatchObject({
      name: 'InteractionRequiredAuthError',
      errorNo: 65001,
      errorCode: 'invalid_grant',
      subError: 'consent_required',
    });
  });

  test('7000112: the Enterprise application was disabled after the sign-in', async () => {
    const client = makeClient();
    const request = await signIn(client, administrator);
    found(local.cloud.model.servicePrincipals[0]).enabled = false;
    expect(await aadstsNumber(redeem(client, request))).toBe(7000112);
  });

  test('53003: Conditional Access', async () => {
    const client = makeClient();
    const request = await signIn(client, administrator);
    local.person(administrator).blockedAt = 'token';
    expect(await aadstsNumber(redeem(client, request))).toBe(53003);
  });
});
