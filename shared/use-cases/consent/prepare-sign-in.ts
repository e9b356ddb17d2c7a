import { codeChallenge } from '../../domain/consent/code-challenge.ts';
import type { ConsentBase, SignInSecrets } from '../../domain/consent/consent.ts';
import { digestToken, formatToken, tokenBytes } from '../../domain/consent/one-time-token.ts';
import { formatState } from '../../domain/consent/state.ts';
import type { SealContext } from '../../ports/cipher.ts';
import { Secret } from '../../secret.ts';
import type { Deps } from '../deps.ts';

export interface PreparedSignIn {
  authorizationUrl: string;
  stateDigest: Uint8Array;
  secrets: SignInSecrets;
}

/** Fresh state, nonce and PKCE verifier for one sign-in, and the address where the browser begins it. */
export async function prepareSignIn(
  deps: Pick<Deps, 'random' | 'cipher' | 'entra' | 'consent'>,
  consent: Pick<ConsentBase, 'id' | 'organizationId'>,
): Promise<PreparedSignIn> {
  const token = formatToken(deps.random.bytes(tokenBytes));
  const nonce = formatToken(deps.random.bytes(tokenBytes));
  const verifier = formatToken(deps.random.bytes(tokenBytes));
  const authorizationUrl = await deps.entra.authorizationUrl({
    state: formatState({ consentId: consent.id, token }),
    nonce,
    codeChallenge: codeChallenge(verifier),
    redirectUri: deps.consent.redirectUri,
    prompt: 'select_account',
  });
  const sealedVerifier = await deps.cipher.seal(new Secret(verifier), verifierContext(consent));
  return { authorizationUrl, stateDigest: digestToken(token), secrets: { nonce, sealedVerifier } };
}

/** What the sealed verifier is bound to. */
export function verifierContext({ id, organizationId }: Pick<ConsentBase, 'id' | 'organizationId'>): SealContext {
  return { organizationId, binding: ['consent-verifier', id] };
}
