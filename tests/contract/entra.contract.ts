import { codeChallenge } from '../../shared/domain/consent/code-challenge.ts';
import type { Entra } from '../../shared/ports/entra.ts';
import { Secret } from '../../shared/secret.ts';
import { describeIdToken } from './id-token.contract.ts';

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

    describeIdToken(() => harness);
  });
}
