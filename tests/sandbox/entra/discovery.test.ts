import { ClientSecretCredential } from '@azure/identity';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { Cloud } from '../../../sandbox/cloud/cloud.ts';
import { createSigningKeys } from '../../../sandbox/entra/signing-keys.ts';
import { startTestEntra, type TestEntra, vaultScope } from './test-entra.ts';

const personal = '9188040d-6c67-4c5b-b112-36a304b66dad';
let local: TestEntra;
beforeEach(async () => {
  local = await startTestEntra();
});
afterEach(() => local.stop());

async function get(path: string) {
  const response = await fetch(`${local.entra.authorityHost}${path}`);
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}

const configuration = (segment: string) => get(`/${segment}/v2.0/.well-known/openid-configuration`);

describe('discovery', () => {
  test.each([
    ['organizations', 'organizations', '{tenantid}'],
    ['common', 'common', '{tenantid}'],
    ['consumers', 'consumers', personal],
  ])('%s', async (segment, inPaths, inIssuer) => {
    const { authorityHost } = local.entra;
    const { status, headers, body } = await configuration(segment);
    expect([status, headers.get('access-control-allow-origin')]).toEqual([200, '*']);
    expect(body).toMatchObject({
      issuer: `${authorityHost}/${inIssuer}/v2.0`,
      authorization_endpoint: `${authorityHost}/${inPaths}/oauth2/v2.0/authorize`,
      token_endpoint: `${authorityHost}/${inPaths}/oauth2/v2.0/token`,
      jwks_uri: `${authorityHost}/${inPaths}/discovery/v2.0/keys`,
    });
  });

  test('a tenant by id or domain is named by its id', async () => {
    const { id, domain } = local.contoso;
    const byId = await configuration(id.toUpperCase());
    expect(byId.body).toMatchObject({
      issuer: `${local.entra.authorityHost}/${id}/v2.0`,
      token_endpoint: `${local.entra.authorityHost}/${id}/oauth2/v2.0/token`,
    });
    expect((await configuration(domain)).body).toEqual(byId.body);
  });

  test.each(['v2.0/.well-known/openid-configuration', 'discovery/v2.0/keys'])('90002 at %s', async (path) => {
    const { status, body } = await get(`/5f1a9d4e-0000-4000-8000-000000000001/${path}`);
    expect([status, body.error, body.error_codes]).toEqual([400, 'invalid_tenant', [90002]]);
  });

  test('of instances knows this cloud’s host only', async () => {
    const { authorityHost } = local.entra;
    const { host } = new URL(authorityHost);
    const endpoint = encodeURIComponent(`${authorityHost}/${local.contoso.id}/oauth2/v2.0/authorize`);
    const { body } = await get(`/common/discovery/instance?api-version=1.1&authorization_endpoint=${endpoint}`);
    expect(body).toMatchObject({
      tenant_discovery_endpoint: `${authorityHost}/${local.contoso.id}/v2.0/.well-known/openid-configuration`,
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    });
    const unknown = await get('/common/discovery/instance?authorization_endpoint=https://login.example.test/x');
    expect([unknown.status, unknown.body.error_codes]).toEqual([400, [50049]]);
  });
});

describe('signing keys', () => {
  const tokenNow = async () => {
    const { authorityHost } = local.entra;
    const credential = new ClientSecretCredential(local.contoso.id, local.application.clientId, local.secret, {
      authorityHost,
      disableInstanceDiscovery: true,
    });
    return (await credential.getToken(vaultScope)).token;
  };

  test('show no private part', async () => {
    const { body } = await get('/common/discovery/v2.0/keys');
    expect(body).toEqual(local.entra.jwks());
    expect(body.keys).toEqual([
      { kty: 'RSA', use: 'sig', alg: 'RS256', kid: expect.any(String), n: expect.any(String), e: 'AQAB' },
    ]);
  });

  test('rotate: the new one signs, tokens of the earlier one stay valid', async () => {
    local.consent(local.contoso);
    const before = await tokenNow();
    await local.entra.rotateKeys();
    const after = await tokenNow();
    const keySet = createRemoteJWKSet(new URL(`${local.entra.authorityHost}/common/discovery/v2.0/keys`));
    const kids = [];
    for (const token of [before, after]) kids.push((await jwtVerify(token, keySet)).protectedHeader.kid);
    const published = local.entra.jwks().keys as { kid: string }[];
    expect(kids).toEqual(published.map(({ kid }) => kid).reverse());
    expect(new Set(kids).size).toBe(2);
  });

  test('stay the same when Entra starts again on a saved cloud', async () => {
    const model = structuredClone(local.cloud.model);
    const again = await createSigningKeys(new Cloud(model));
    expect(again.published()).toEqual(local.entra.jwks());
  });
});
