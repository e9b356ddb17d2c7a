import type { ConsentBase, SignInSecrets } from '../../domain/consent/consent.ts';
import { decideSignIn, type SignInDecision } from '../../domain/consent/decide-sign-in.ts';
import type { Secret } from '../../secret.ts';
import type { Deps } from '../deps.ts';
import { asServiceError } from './as-service-error.ts';
import { verifierContext } from './prepare-sign-in.ts';

/** Redeems the code, verifies the id_token, and decides whether the sign-in proves enough. */
export async function signIn(
  deps: Pick<Deps, 'cipher' | 'entra' | 'consent'>,
  consent: ConsentBase & SignInSecrets,
  { code, claimedTenantIds }: { code: Secret; claimedTenantIds: readonly string[] },
): Promise<SignInDecision> {
  const codeVerifier = await deps.cipher.open(consent.sealedVerifier, verifierContext(consent));
  const { nonce } = consent;
  const { redirectUri, requiredRoles } = deps.consent;
  try {
    const idToken = await deps.entra.redeem({ code, codeVerifier, nonce, redirectUri });
    const claims = await deps.entra.verifyIdToken(idToken, { nonce });
    return decideSignIn(claims, { requiredRoles, claimedTenantIds });
  } catch (error) {
    throw asServiceError(error);
  }
}
