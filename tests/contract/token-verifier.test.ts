import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createIssuerTokenVerifier } from '../../shared/adapters/jwt/issuer-token-verifier.ts';
import { createMemoryTokenVerifier } from '../../shared/adapters/memory/memory-token-verifier.ts';
import type { TokenIdentity, TokenVerifier } from '../../shared/ports/token-verifier.ts';

const now = new Date('2026-01-01T12:00:00Z');
const clock = { now: () => now, sleep: async () => {} };
const person: TokenIdentity = { subject: 'user-1', name: 'Ada', organizationId: 'organization-1', role: 'ADMIN' };
const inAnHour = new Date(now.getTime() + 3_600_000);
const anHourAgo = new Date(now.getTime() - 3_600_000);

type SigningKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'] | Uint8Array;

interface Harness {
  verifier: TokenVerifier;
  issue(identity: TokenIdentity, expires: Date): Promise<string>;
  stop(): Promise<void>;
}

function describeTokenVerifier(name: string, make: () => Promise<Harness>): void {
  describe(`TokenVerifier: ${name}`, () => {
    let harness: Harness;
    beforeAll(async () => {
      harness = await make();
    });
    afterAll(() => harness.stop());

    test('knows the person of a token that the issuer gave out', async () => {
      expect(await harness.verifier.verify(await harness.issue(person, inAnHour))).toEqual(person);
    });

    test('refuses an expired token', async () => {
      expect(await harness.verifier.verify(await harness.issue(person, anHourAgo))).toBeUndefined();
    });

    test.each(['', 'x', 'a.b.c', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1c2VyLTEifQ.'])('refuses %j', async (token) => {
      expect(await harness.verifier.verify(token)).toBeUndefined();
    });
  });
}

/** An OpenID Connect issuer on a free port. */
async function startIssuer() {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' }];
  let answering = true;
  let named: string | undefined;
  const server: Server = createServer((request, response) => {
    if (!answering) return response.writeHead(500).end();
    const documents: Record<string, unknown> = {
      '/.well-known/openid-configuration': { issuer: named ?? issuer, jwks_uri: `${issuer}/keys` },
      '/keys': { keys },
    };
    const document = documents[request.url ?? ''];
    return document === undefined ? response.writeHead(404).end() : response.end(JSON.stringify(document));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = { issuer, audience: 'the-service', organizationClaim: 'organization', roleClaim: 'role' };
  return {
    settings,
    privateKey,
    answer: (whether: boolean) => {
      answering = whether;
    },
    /** Names another issuer in the discovery document. */
    pretend: (other: string) => {
      named = other;
    },
    sign: (change: Record<string, unknown> = {}, key: SigningKey = privateKey, alg = 'RS256') =>
      new SignJWT({
        iss: issuer,
        aud: 'the-service',
        sub: person.subject,
        name: person.name,
        organization: person.organizationId,
        role: person.role,
        exp: inAnHour.getTime() / 1000,
        ...change,
      })
        .setProtectedHeader({ alg, kid: 'key-1' })
        .sign(key),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

describeTokenVerifier('in memory', async () => {
  const verifier = createMemoryTokenVerifier({ clock });
  return { verifier, issue: async (identity, expires) => verifier.issue(identity, expires), stop: async () => {} };
});

describeTokenVerifier('of an issuer', async () => {
  const issuer = await startIssuer();
  return {
    verifier: createIssuerTokenVerifier(issuer.settings, { clock }),
    issue: (_identity, expires) => issuer.sign({ exp: expires.getTime() / 1000 }),
    stop: issuer.stop,
  };
});

describe('tokens that are not of the configured issuer', () => {
  let issuer: Awaited<ReturnType<typeof startIssuer>>;
  beforeEach(async () => {
    issuer = await startIssuer();
  });
  afterEach(() => issuer.stop());

  test.each([
    ['another audience', { aud: 'another-service' }],
    ['another issuer', { iss: 'https://issuer.example' }],
    ['no expiry', { exp: undefined }],
    ['no subject', { sub: undefined }],
    ['no organization', { organization: undefined }],
    ['a role that is no text', { role: ['ADMIN'] }],
  ])('%s', async (_case, change) => {
    const verifier = createIssuerTokenVerifier(issuer.settings, { clock });
    expect(await verifier.verify(await issuer.sign(change))).toBeUndefined();
  });

  test('another key under the same key id', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const verifier = createIssuerTokenVerifier(issuer.settings, { clock });
    expect(await verifier.verify(await issuer.sign({}, privateKey))).toBeUndefined();
  });

  test('a shared-secret signature', async () => {
    const verifier = createIssuerTokenVerifier(issuer.settings, { clock });
    expect(await verifier.verify(await issuer.sign({}, new Uint8Array(32), 'HS256'))).toBeUndefined();
  });

  test('a discovery document that names another issuer is not believed', async () => {
    issuer.pretend('https://issuer.example');
    const verifier = createIssuerTokenVerifier(issuer.settings, { clock });
    await expect(verifier.verify(await issuer.sign())).rejects.toMatchObject({ code: 'auth.unavailable' });
  });

  test("says so when the issuer's keys cannot be had, and recovers", async () => {
    const token = await issuer.sign();
    issuer.answer(false);
    const verifier = createIssuerTokenVerifier(issuer.settings, { clock });
    await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'auth.unavailable' });
    issuer.answer(true);
    expect(await verifier.verify(token)).toEqual(person);
  });
});
