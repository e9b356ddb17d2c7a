import * as oauth from 'oauth4webapi';
import { client, discover, redirectUri } from './issuer.ts';
import { keepPending, knownAccount, takePending } from './pending-sign-in.ts';
import type { SignInSettings } from './portal-config.ts';
import { readTokens, type Tokens } from './tokens.ts';

/** Here, as a place to come back to. */
export const here = () => `${location.pathname}${location.search}${location.hash}`;

/**
 * Leaves for the issuer: authorization code with PKCE (RFC 7636). Without `interactive` the issuer shows nothing; it answers
 * that somebody has to sign in when it would have to. Resolves while the browser is leaving.
 */
export async function beginSignIn(
  settings: SignInSettings,
  { interactive, returnTo }: { interactive: boolean; returnTo: string },
): Promise<void> {
  const issuer = await discover(settings);
  if (issuer.authorization_endpoint === undefined) throw new Error('The issuer has no authorization endpoint.');
  const verifier = oauth.generateRandomCodeVerifier();
  const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
  const url = new URL(issuer.authorization_endpoint);
  url.search = new URLSearchParams({
    client_id: settings.client_id,
    redirect_uri: redirectUri(),
    response_type: 'code',
    scope: settings.scope,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...(interactive ? {} : silently()),
  }).toString();
  keepPending(state, { verifier, nonce, returnTo });
  // Where nothing is shown there is nothing to go back to; what is in this address stays in no history either.
  if (interactive) location.assign(url);
  else location.replace(url);
}

function silently(): Record<string, string> {
  const account = knownAccount();
  return { prompt: 'none', ...(account === undefined ? {} : { login_hint: account }) };
}

/** How a sign-in ended. `refused`: what the issuer says of why; absent when it only wants the person to sign in. */
export type SignInEnd =
  /** `account`: by which the issuer knows the person. */
  | { kind: 'signed-in'; tokens: Tokens; account?: string; returnTo: string }
  | { kind: 'signed-out'; returnTo: string; refused?: string };

/** Goes on where the issuer sent the browser back to. */
export async function completeSignIn(settings: SignInSettings, address: URL): Promise<SignInEnd> {
  const state = address.searchParams.get('state') ?? '';
  const pending = takePending(state);
  if (pending === undefined) return { kind: 'signed-out', returnTo: import.meta.env.BASE_URL };
  const { returnTo, verifier, nonce } = pending;
  const issuer = await discover(settings);
  try {
    const answer = oauth.validateAuthResponse(issuer, client(settings), address, state);
    const response = await oauth.authorizationCodeGrantRequest(
      issuer,
      client(settings),
      oauth.None(),
      answer,
      redirectUri(),
      verifier,
    );
    const tokens = await oauth.processAuthorizationCodeResponse(issuer, client(settings), response, {
      expectedNonce: nonce,
      requireIdToken: true,
    });
    const account = oauth.getValidatedIdTokenClaims(tokens)?.preferred_username;
    return {
      kind: 'signed-in',
      tokens: readTokens(tokens),
      returnTo,
      ...(typeof account === 'string' ? { account } : {}),
    };
  } catch (error) {
    if (error instanceof oauth.AuthorizationResponseError) {
      return { kind: 'signed-out', returnTo, ...(wantsPerson.has(error.error) ? {} : { refused: sentence(error) }) };
    }
    throw error;
  }
}

/** Answers to a request that was to show nothing: https://openid.net/specs/openid-connect-core-1_0.html#AuthError */
const wantsPerson = new Set([
  'login_required',
  'interaction_required',
  'consent_required',
  'account_selection_required',
]);

const sentence = (error: oauth.AuthorizationResponseError) =>
  error.error_description?.split(/[\r\n]/)[0] ?? error.error;
