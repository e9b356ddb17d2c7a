import type { ProblemCode } from '../../errors.ts';
import type { Principal } from '../principal.ts';

/** How long a consent can be used, in milliseconds. */
export const consentLifetime = 600_000;

/** After so many wrong completion codes the consent is refused. */
export const maxWrongCodes = 5;

/**
 * One attempt of an organization to prove that it may use a tenant. Which tenant is open until somebody has signed in:
 * only the verified id_token says it.
 */
export interface ConsentBase {
  id: string;
  organizationId: string;
  /** Who began it, and alone may complete it. */
  principalKind: Principal['kind'];
  principalId: string;
  /** Whether the administrator consents for the whole tenant first, at Entra's adminconsent endpoint. */
  adminConsent: boolean;
  /** Where the browser goes at the end; absent: it is shown a page. */
  returnUrl?: string;
  /** Digest of the state that the callback has to carry. */
  stateDigest: Uint8Array;
  createdAt: Date;
  expiresAt: Date;
}

export interface SignInSecrets {
  nonce: string;
  /** The PKCE verifier, sealed. */
  sealedVerifier: Uint8Array;
}

export interface AuthorizedPhase {
  phase: 'authorized';
  tenantId: string;
  tenantName: string;
  /** `oid` of the person who signed in, and the account's name if Entra told it. */
  signedInObjectId: string;
  signedInAs?: string;
  /** Digest of the one-time completion code. */
  codeDigest: Uint8Array;
  wrongCodes: number;
}

export type ConsentPhase =
  /** The browser is at Entra's adminconsent endpoint; a sign-in will follow. */
  | { phase: 'admin-consent' }
  /** The browser is at Entra's sign-in. `adminTenantId`: the tenant that adminconsent claimed, which proves nothing. */
  | ({ phase: 'sign-in'; adminTenantId?: string } & SignInSecrets)
  /** One callback has taken the consent and redeems its code; no other callback can. */
  | { phase: 'redeeming' }
  /** Somebody proved to belong to the tenant. */
  | AuthorizedPhase
  | { phase: 'completed'; tenantId: string }
  | { phase: 'refused'; refusalCode: ProblemCode; refusalDetail: string };

export type Consent = ConsentBase & ConsentPhase;

export type ConsentStatus =
  | { status: 'pending' | 'authorized' }
  | { status: 'completed'; tenantId: string }
  | { status: 'refused'; code: ProblemCode; detail: string };

/** Where the consent stands at this time: one that ran out before it was completed counts as refused. */
export function consentStatus(consent: Consent, now: Date): ConsentStatus {
  if (consent.phase === 'completed') return { status: 'completed', tenantId: consent.tenantId };
  if (consent.phase === 'refused') {
    return { status: 'refused', code: consent.refusalCode, detail: consent.refusalDetail };
  }
  if (hasExpired(consent, now)) {
    return { status: 'refused', code: 'consent.expired', detail: 'Nobody completed the consent in time.' };
  }
  return { status: consent.phase === 'authorized' ? 'authorized' : 'pending' };
}

export function hasExpired(consent: ConsentBase, now: Date): boolean {
  return consent.expiresAt <= now;
}

/** The same consent in another phase; what only the phase before had is left behind. */
export function inPhase(consent: Consent, phase: ConsentPhase, stateDigest = consent.stateDigest): Consent {
  return {
    id: consent.id,
    organizationId: consent.organizationId,
    principalKind: consent.principalKind,
    principalId: consent.principalId,
    adminConsent: consent.adminConsent,
    ...(consent.returnUrl === undefined ? {} : { returnUrl: consent.returnUrl }),
    stateDigest,
    createdAt: consent.createdAt,
    expiresAt: consent.expiresAt,
    ...phase,
  };
}
