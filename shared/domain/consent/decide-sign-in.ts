import type { ProblemCode } from '../../errors.ts';
import type { IdTokenClaims } from '../../ports/entra.ts';

/** The tenant of all personal Microsoft accounts. https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference */
export const personalAccountsTenant = '9188040d-6c67-4c5b-b112-36a304b66dad';

export interface SignInRules {
  /** Template ids of directory roles of which the person needs one; `anyone`: every member of the tenant. */
  requiredRoles: readonly string[] | 'anyone';
  /** Tenants that the address named, or that adminconsent answered: claims, which the proven tenant must not contradict. */
  claimedTenantIds: readonly string[];
}

export type SignInDecision =
  | { accepted: true; tenantId: string; tenantName: string; signedInObjectId: string; signedInAs?: string }
  | { accepted: false; code: ProblemCode; detail: string };

/** Whether this verified sign-in proves that the person may connect the tenant. What is not proven is refused. */
export function decideSignIn(claims: IdTokenClaims, rules: SignInRules): SignInDecision {
  const tenantId = claims.tenantId.toLowerCase();
  const refuse = (code: ProblemCode, detail: string): SignInDecision => ({ accepted: false, code, detail });

  if (tenantId === personalAccountsTenant) {
    return refuse('consent.personal-account', 'The sign-in was with a personal Microsoft account.');
  }
  if (claims.account === undefined) {
    return refuse(
      'consent.registration',
      'The id_token lacks the optional claim `acct`, so members and guests cannot be told apart.',
    );
  }
  if (claims.account === 1) {
    return refuse('consent.guest', 'The person who signed in is a guest in the tenant.');
  }
  if (!hasRole(claims.directoryRoles, rules.requiredRoles)) {
    const why =
      claims.directoryRoles.length === 0
        ? 'The id_token names no directory role at all (the app registration has to ask for the optional claim `wids`).'
        : 'The person who signed in has none of the directory roles that are required.';
    return refuse('consent.role', why);
  }
  if (rules.claimedTenantIds.some((claimed) => claimed.toLowerCase() !== tenantId)) {
    return refuse('consent.tenant-mismatch', 'The sign-in was to another tenant than the one in the address.');
  }
  return {
    accepted: true,
    tenantId,
    tenantName: domainOf(claims.preferredUsername) ?? tenantId,
    signedInObjectId: claims.objectId,
    ...(claims.preferredUsername === undefined ? {} : { signedInAs: claims.preferredUsername }),
  };
}

function hasRole(held: readonly string[], required: readonly string[] | 'anyone'): boolean {
  if (required === 'anyone') return true;
  const wanted = new Set(required.map((role) => role.toLowerCase()));
  return held.some((role) => wanted.has(role.toLowerCase()));
}

/** `preferred_username` may be an address, a phone number or a plain name. */
function domainOf(account: string | undefined): string | undefined {
  const domain = account?.slice(account.lastIndexOf('@') + 1);
  return account?.includes('@') && domain !== '' ? domain : undefined;
}
