import { generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { codeChallenge } from '../../shared/domain/consent/code-challenge.ts';
import type { Entra } from '../../shared/ports/entra.ts';
import { Secret } from '../../shared/secret.ts';

/** Entra and the people in front of it, as a test needs them. */
export interface EntraHarness {
  entra: Entra;
  authorityHost: string;
  clientId: string;
  redirectUri: string;
  /** The tenant of all people here. */
  tenantId: string;
  /** A directory role that the administrator has. */
  roleId: string;
  /** Seconds since 1970, as Entra has them. */
  now(): number;
  /** Signs in and accepts; resolves to the address that the browser is sent back to. */
  signIn(authorizationUrl: string, who: 'administrator' | 'guest'): Promise<string>;
  acceptAdminConsent(url: string): Promise<string>;
  decline(authorizationUrl: string): Promise<string>;
  /** A token signed with Entra's own key. */
  sign(claims: Record<string, unknown>, header?: Record<string, unknown>): Promise<string>;
  /** The public half of that key, PEM (SPKI), and its id. */
  publicKey(): Promise<{ pem: string; kid: string }>;
  stop(): Promise<void>;
}

const verifier = new Secret('a-verifier-that-is-long-enough-for-RFC-7636-section-4.1');
const state = 'the state';
const nonce = 'the nonce';
const stranger = '99999999-9999-4999-8999-999999999999';

export function describeEntra(name: string, start: () => Promise<EntraHarness>): void {
  describe(`Entra: ${name}`, () => {
    let harness: EntraHarness;
    beforeAll(async () => {
      harness = await start();
    });
    afterAll(() => harness.stop());

    const begin = () =>
      harness.entra.authorizationUrl({
        state,
        nonce,
        codeChallenge: codeChallenge(verifier.reveal()),
        redirectUri: harness.redirectUri,
        prompt: 'select_account',
      });
    const signIn = async (who: 'administrator' | 'guest' = 'administrator') => {
      const { searchParams } = new URL(await harness.signIn(await begin(), who));
      return new Secret(searchParams.get('code') ?? '');
    };
    const redeem = (code: Secret, changed: Partial<Parameters<Entra['redeem']>[0]> = {}) =>
      harness.entra.redeem({ code, codeVerifier: verifier, nonce, redirectUri: harness.redirectUri, ...changed });

    test('asks for a code with PKCE at the authority for work accounts', async () => {
      const url = new URL(await begin());
      expect(url.origin + url.pathname).toBe(`${harness.authorityHost}/organizations/oauth2/v2.0/authorize`);
      expect(url.searchParams.get('scope')?.split(' ')).toEqual(expect.arrayContaining(['openid', 'profile']));
      expect(Object.fromEntries(url.searchParams)).toMatchObject({
        client_id: harness.clientId,
        redirect_uri: harness.redirectUri,
        response_type: 'code',
        state,
        nonce,
        prompt: 'select_account',
        code_challenge: codeChallenge(verifier.reveal()),
        code_challenge_method: 'S256',
      });
    });

    test('sends the browser back with a code for an id_token that says who signed in where', async () => {
      const back = new URL(await harness.signIn(await begin(), 'administrator'));
      expect(back.origin + back.pathname).toBe(harness.redirectUri);
      expect(back.searchParams.get('state')).toBe(state);
      const idToken = await redeem(new Secret(back.searchParams.get('code') ?? ''));
      const claims = await harness.entra.verifyIdToken(idToken, { nonce });
      expect(claims).toEqual({
        tenantId: harness.tenantId,
        objectId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        name: expect.any(String),
        preferredUsername: expect.stringContaining('@'),
        account: 0,
        directoryRoles: expect.arrayContaining([harness.roleId]),
      });
    });

    test('tells a guest from a member', async () => {
      const claims = await harness.entra.verifyIdToken(await redeem(await signIn('guest')), { nonce });
      expect(claims).toMatchObject({ tenantId: harness.tenantId, account: 1 });
    });

    test('admin consent claims a tenant and brings no code', async () => {
      const url = await harness.entra.adminConsentUrl({ state, redirectUri: harness.redirectUri });
      const { searchParams } = new URL(await harness.acceptAdminConsent(url));
      expect(searchParams.get('admin_consent')).toBe('True');
      expect(searchParams.get('tenant')).toBe(harness.tenantId);
      expect(searchParams.get('state')).toBe(state);
      expect(searchParams.has('code')).toBe(false);
    });

    test('sends the browser back with an error when the person declines', async () => {
      const { searchParams } = new URL(await harness.decline(await begin()));
      expect(searchParams.get('error')).toBe('access_denied');
      expect(searchParams.get('error_description')).toMatch(/^AADSTS65004:/);
      expect(searchParams.get('state')).toBe(state);
      expect(searchParams.has('code')).toBe(false);
    });

    describe('redeems no code', () => {
      test('a second time', async () => {
        const code = await signIn();
        await redeem(code);
        await expect(redeem(code)).rejects.toMatchObject({ name: 'EntraFault', code: 'entra.code-refused' });
      });

      test('that it never gave', async () => {
        const refused = { name: 'EntraFault', code: 'entra.code-refused', aadsts: expect.any(Number) };
        await expect(redeem(new Secret('made-up'))).rejects.toMatchObject(refused);
      });

      test('with another verifier', async () => {
        const codeVerifier = new Secret('another-verifier-that-is-long-enough-for-RFC-7636-4.1');
        await expect(redeem(await signIn(), { codeVerifier })).rejects.toMatchObject({ code: 'entra.code-refused' });
      });

      test('for another redirect URI', async () => {
        const redirectUri = `${harness.redirectUri}/other`;
        await expect(redeem(await signIn(), { redirectUri })).rejects.toMatchObject({ code: 'entra.code-refused' });
      });

      test('of another sign-in', async () => {
        const other = redeem(await signIn(), { nonce: 'another nonce' });
        await expect(other).rejects.toMatchObject({ name: 'IdTokenFault', code: 'id-token.nonce' });
      });
    });

    describe('verifies the id_token', () => {
      const verify = (token: string) => harness.entra.verifyIdToken(new Secret(token), { nonce });
      const claims = (changed: Record<string, unknown> = {}) => {
        const all = {
          iss: `${harness.authorityHost}/${harness.tenantId}/v2.0`,
          aud: harness.clientId,
          tid: harness.tenantId,
          oid: '00000000-0000-4000-8000-000000000001',
          nonce,
          iat: harness.now(),
          nbf: harness.now(),
          exp: harness.now() + 3600,
          ...changed,
        };
        return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
      };
      const inTenant = (tid: string) => `${harness.authorityHost}/${tid}/v2.0`;

      test('and takes one with the least that proves a sign-in; absent claims prove nothing', async () => {
        expect(await verify(await harness.sign(claims()))).toEqual({
          tenantId: harness.tenantId,
          objectId: '00000000-0000-4000-8000-000000000001',
          directoryRoles: [],
        });
        expect(await verify(await harness.sign(claims({ acct: 2 })))).not.toHaveProperty('account');
        expect(await verify(await harness.sign(claims({ acct: '0' })))).not.toHaveProperty('account');
      });

      test('and gives the tenant in lower case', async () => {
        const tid = harness.tenantId.toUpperCase();
        expect(await verify(await harness.sign(claims({ tid, iss: inTenant(tid) })))).toMatchObject({
          tenantId: harness.tenantId,
        });
      });

      test.each<[string, () => Record<string, unknown>, string]>([
        ['another audience', () => ({ aud: stranger }), 'id-token.audience'],
        ['no audience', () => ({ aud: undefined }), 'id-token.audience'],
        ['another issuer', () => ({ iss: `https://evil.example/${harness.tenantId}/v2.0` }), 'id-token.issuer'],
        ["another tenant's issuer", () => ({ iss: inTenant(stranger) }), 'id-token.issuer'],
        ["the issuer's template", () => ({ iss: inTenant('{tenantid}') }), 'id-token.issuer'],
        ['the issuer of version 1', () => ({ iss: `https://sts.windows.net/${harness.tenantId}/` }), 'id-token.issuer'],
        ['another tenant than its issuer', () => ({ tid: stranger }), 'id-token.issuer'],
        ['no issuer', () => ({ iss: undefined }), 'id-token.issuer'],
        ['another nonce', () => ({ nonce: 'another' }), 'id-token.nonce'],
        ['no nonce', () => ({ nonce: undefined }), 'id-token.nonce'],
        ['its end in the past', () => ({ exp: harness.now() - 90 }), 'id-token.expired'],
        ['no end', () => ({ exp: undefined }), 'id-token.expired'],
        ['its beginning in the future', () => ({ nbf: harness.now() + 90 }), 'id-token.expired'],
        ['no tenant', () => ({ tid: undefined }), 'id-token.malformed'],
        ['a tenant that is no id', () => ({ tid: 'x', iss: inTenant('x') }), 'id-token.malformed'],
        ['no person', () => ({ oid: undefined }), 'id-token.malformed'],
      ])('and refuses one with %s', async (_what, changed, code) => {
        const token = await harness.sign(claims(changed()));
        await expect(verify(token)).rejects.toMatchObject({ name: 'IdTokenFault', code });
      });

      test('with a minute for clocks that differ', async () => {
        const token = await harness.sign(claims({ nbf: harness.now() + 30, exp: harness.now() - 30 }));
        expect(await verify(token)).toMatchObject({ tenantId: harness.tenantId });
      });

      describe('and refuses one that Entra has not signed', () => {
        const header = async () => ({ alg: 'RS256', kid: (await harness.publicKey()).kid, typ: 'JWT' });
        const strangers = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

        test("with another key under the id of Entra's", async () => {
          const token = await new SignJWT(claims()).setProtectedHeader(await header()).sign(strangers());
          await expect(verify(token)).rejects.toMatchObject({ code: 'id-token.signature' });
        });

        test('with another key under its own id', async () => {
          const foreign = { ...(await header()), kid: 'stranger' };
          const token = await new SignJWT(claims()).setProtectedHeader(foreign).sign(strangers());
          await expect(verify(token)).rejects.toMatchObject({ code: 'id-token.signature' });
        });

        test('with a key that it brings along', async () => {
          const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
          const jwk = publicKey.export({ format: 'jwk' }) as { kty: string; n: string; e: string };
          const token = await new SignJWT(claims()).setProtectedHeader({ ...(await header()), jwk }).sign(privateKey);
          await expect(verify(token)).rejects.toMatchObject({ code: 'id-token.signature' });
        });

        test('but changed after signing', async () => {
          const [head, , signature] = (await harness.sign(claims())).split('.');
          const body = Buffer.from(JSON.stringify(claims({ tid: stranger, iss: inTenant(stranger) })));
          const token = `${head}.${body.toString('base64url')}.${signature}`;
          await expect(verify(token)).rejects.toMatchObject({ code: 'id-token.signature' });
        });

        test('with alg none', async () => {
          const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
          for (const alg of ['none', 'None', 'NONE']) {
            const token = `${encode({ ...(await header()), alg })}.${encode(claims())}.`;
            await expect(verify(token)).rejects.toMatchObject({ name: 'IdTokenFault' });
          }
        });

        test("with HS256 under Entra's public key", async () => {
          const { pem } = await harness.publicKey();
          const token = await new SignJWT(claims())
            .setProtectedHeader({ ...(await header()), alg: 'HS256' })
            .sign(Buffer.from(pem));
          await expect(verify(token)).rejects.toMatchObject({ code: 'id-token.signature' });
        });

        test.each(['', 'x', 'a.b', 'a.b.c', 'a.b.c.d.e', 'e30.e30.e30'])(
          'being no token at all: "%s"',
          async (token) => {
            await expect(verify(token)).rejects.toMatchObject({ name: 'IdTokenFault', code: 'id-token.malformed' });
          },
        );
      });
    });
  });
}
