import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { trustSandbox } from '../../sandbox/dns/trust-sandbox.ts';
import { createCertificateAuthority } from '../../sandbox/tls/certificate-authority.ts';
import { createEntra } from '../../shared/adapters/entra/create-entra.ts';
import { systemClock } from '../../shared/adapters/system/system-clock.ts';
import type { Entra } from '../../shared/ports/entra.ts';
import { Secret } from '../../shared/secret.ts';

const clientId = '11111111-2222-4333-8444-555555555555';
const tenantId = '7e0d1b5c-3a44-4f5b-9d21-6c1f2a3b4c5d';
const redirectUri = 'https://service.example/callback';

interface Answer {
  status: number;
  body: unknown;
}

/** An authority that answers as the test says. */
async function startAuthority() {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const key: Record<string, unknown> = { ...(await exportJWK(publicKey)), kid: 'key', use: 'sig' };
  const certificates = await createCertificateAuthority();
  const answers: Record<string, Answer> = {};
  const server: Server = createServer(await certificates.serverOptions(['login.localhost']), (request, response) => {
    const { status, body } = answers[(request.url ?? '').split('?')[0] ?? ''] ?? { status: 404, body: {} };
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const authorityHost = `https://login.localhost:${(server.address() as AddressInfo).port}`;
  const forget = trustSandbox({ caPem: certificates.caPem, resolve: (name) => name === 'login.localhost' });
  const base = `${authorityHost}/organizations`;
  answers['/organizations/v2.0/.well-known/openid-configuration'] = {
    status: 200,
    body: {
      issuer: `${authorityHost}/{tenantid}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      token_endpoint: `${base}/oauth2/v2.0/token`,
      jwks_uri: `${base}/discovery/v2.0/keys`,
    },
  };
  answers['/organizations/discovery/v2.0/keys'] = { status: 200, body: { keys: [key] } };
  const claims = { iss: `${authorityHost}/${tenantId}/v2.0`, aud: clientId, tid: tenantId, oid: 'o', nonce: 'n' };
  return {
    authorityHost,
    key,
    idToken: () =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'key' }).setExpirationTime('1h').sign(privateKey),
    answer: (
      path: 'oauth2/v2.0/token' | 'discovery/v2.0/keys' | 'v2.0/.well-known/openid-configuration',
      answer: Answer,
    ) => {
      answers[`/organizations/${path}`] = answer;
    },
    async stop() {
      forget();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

let authority: Awaited<ReturnType<typeof startAuthority>>;
let entra: Entra;

beforeEach(async () => {
  authority = await startAuthority();
  const azure = { authorityHost: authority.authorityHost, clientId, instanceDiscovery: false };
  entra = await createEntra({ azure, credential: { kind: 'secret', secret: 'secret' }, clock: systemClock });
});
afterEach(() => authority.stop());

const begin = () =>
  entra.authorizationUrl({ state: 's', nonce: 'n', codeChallenge: 'c', redirectUri, prompt: 'select_account' });
const redeem = () =>
  entra.redeem({ code: new Secret('code'), codeVerifier: new Secret('verifier'), nonce: 'n', redirectUri });
const verify = async () => entra.verifyIdToken(new Secret(await authority.idToken()), { nonce: 'n' });
const refusal = (status: number, error: string, number: number) => ({
  status,
  body: { error, error_description: `AADSTS${number}: As documented.`, error_codes: [number] },
});

describe('when Entra is not there', () => {
  const unavailable = { name: 'EntraFault', code: 'entra.unavailable' };

  test('nothing can be had from it', async () => {
    const token = new Secret(await authority.idToken());
    await authority.stop();
    await expect(begin()).rejects.toMatchObject(unavailable);
    await expect(redeem()).rejects.toMatchObject(unavailable);
    await expect(entra.verifyIdToken(token, { nonce: 'n' })).rejects.toMatchObject(unavailable);
    authority = await startAuthority();
  });

  test('a failure of the network keeps its cause', async () => {
    await begin();
    await authority.stop();
    const error = await redeem().catch((reason) => reason);
    expect(error).toMatchObject({
      ...unavailable,
      cause: { errorCode: 'network_error', cause: { name: 'TypeError' } },
    });
    authority = await startAuthority();
  });

  test.each([
    [503, 'temporarily_unavailable', 90033],
    [500, 'server_error', 50000],
    [429, 'temporarily_unavailable', 90055],
  ])('an answer of %i is no fault of the code, and the next code is redeemed', async (status, error, number) => {
    authority.answer('oauth2/v2.0/token', refusal(status, error, number));
    await expect(redeem()).rejects.toMatchObject({ ...unavailable, aadsts: number });
    authority.answer('oauth2/v2.0/token', {
      status: 200,
      body: { token_type: 'Bearer', id_token: await authority.idToken() },
    });
    expect(await redeem()).toBeInstanceOf(Secret);
  });

  test('an answer that cannot be understood is none', async () => {
    authority.answer('oauth2/v2.0/token', { status: 502, body: '<html>Bad gateway</html>' });
    await expect(redeem()).rejects.toMatchObject(unavailable);
  });

  test.each([
    { status: 503, body: {} },
    { status: 200, body: '<html>' },
    { status: 200, body: { keys: 'none' } },
  ])('keys that cannot be had say nothing about the token', async (answer) => {
    authority.answer('discovery/v2.0/keys', answer);
    await expect(verify()).rejects.toMatchObject(unavailable);
  });
});

test.each([
  [400, 'invalid_grant', 54005, 'entra.code-refused'],
  [400, 'invalid_grant', 53003, 'entra.code-refused'],
  [401, 'invalid_client', 7000218, 'credential.invalid'],
  [400, 'unauthorized_client', 7000112, 'app.disabled'],
])('%i %s AADSTS%i at the redemption', async (status, error, number, code) => {
  authority.answer('oauth2/v2.0/token', refusal(status, error, number));
  await expect(redeem()).rejects.toMatchObject({ name: 'EntraFault', code, aadsts: number });
});

test('an answer without id_token is no sign-in', async () => {
  authority.answer('oauth2/v2.0/token', {
    status: 200,
    body: { token_type: 'Bearer', access_token: 'a', expires_in: 60 },
  });
  // msal misses the nonce first.
  await expect(redeem()).rejects.toMatchObject({ name: 'IdTokenFault', code: 'id-token.nonce' });
});

describe('a key that Entra publishes for certain tenants', () => {
  test.each([
    ['for every tenant', '{tenantid}', undefined],
    ['for this tenant', tenantId, undefined],
    ['for personal accounts only', '9188040d-6c67-4c5b-b112-36a304b66dad', 'id-token.issuer'],
  ])('%s', async (_which, tenant, code) => {
    authority.key.issuer = `${authority.authorityHost}/${tenant}/v2.0`;
    const verified = verify();
    if (code === undefined) expect(await verified).toMatchObject({ tenantId });
    else await expect(verified).rejects.toMatchObject({ name: 'IdTokenFault', code });
  });
});
