import { SecretClient } from '@azure/keyvault-secrets';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
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

describe('the challenge', () => {
  test("names the vault's tenant and the resource, whatever is asked", async () => {
    const requests = [
      ['GET', '/secrets'],
      ['GET', '/deletedsecrets'],
      ['PUT', '/secrets/name'],
      ['POST', '/deletedsecrets/name/recover'],
    ] as const;
    for (const [method, path] of requests) {
      const answer = await fixture.raw(method, path, { token: null });
      expect(codes(answer)).toEqual([401, 'Unauthorized', undefined]);
      expect(answer.headers.get('www-authenticate')).toBe(
        `Bearer authorization="https://login.localhost:7443/${CONTOSO}", resource="https://vault.localhost"`,
      );
    }
    expect(fixture.vault.counters).toEqual({ operations: { challenge: 4 }, statuses: { '401': 4 } });
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

describe('addresses', () => {
  test('of a vault that does not exist have no name, as the real client sees it', async () => {
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
