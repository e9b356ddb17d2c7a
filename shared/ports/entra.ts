import type { Secret } from '../secret.ts';

export interface AuthorizationRequest {
  state: string;
  nonce: string;
  /** PKCE S256 challenge (RFC 7636). */
  codeChallenge: string;
  redirectUri: string;
  /** What Entra shows: an account picker, or the consent page even when consent was given before. */
  prompt: 'select_account' | 'consent';
}

/** What a verified id_token says. https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference */
export interface IdTokenClaims {
  /** `tid`: the tenant that issued the token; proof of which tenant the person signed in to. */
  tenantId: string;
  /** `oid`: the person's object in that tenant. */
  objectId: string;
  name?: string;
  preferredUsername?: string;
  /** `acct`: 0 for a member, 1 for a guest; absent when the registration does not ask for the claim. */
  account?: 0 | 1;
  /** `wids`: ids of the person's directory roles. */
  directoryRoles: string[];
}

/** Entra's authorization endpoints for the service's own multi-tenant application. */
export interface Entra {
  authorizationUrl(request: AuthorizationRequest): Promise<string>;
  /** https://learn.microsoft.com/entra/identity-platform/v2-admin-consent; its `tenant` answer proves nothing. */
  adminConsentUrl(request: { state: string; redirectUri: string }): Promise<string>;
  /**
   * Redeems the code for an id_token, whose signature and claims are still to be verified. Rejects with
   * {@link EntraFault}, or with {@link IdTokenFault} `id-token.nonce` when the token belongs to another sign-in.
   */
  redeem(request: { code: Secret; codeVerifier: Secret; nonce: string; redirectUri: string }): Promise<Secret>;
  /**
   * Checks signature, `iss` against `tid`, `aud`, `nonce` and the times. Rejects with {@link IdTokenFault},
   * or with {@link EntraFault} `entra.unavailable` when the signing keys cannot be had.
   */
  verifyIdToken(idToken: Secret, expected: { nonce: string }): Promise<IdTokenClaims>;
}

export type EntraFaultCode = 'entra.unavailable' | 'entra.code-refused' | 'credential.invalid' | 'app.disabled';

export class EntraFault extends Error {
  override readonly name = 'EntraFault';
  readonly code: EntraFaultCode;
  /** The number after AADSTS, for diagnosis only. */
  readonly aadsts?: number;

  constructor(code: EntraFaultCode, options: { aadsts?: number; cause?: unknown } = {}) {
    super(code, { cause: options.cause });
    this.code = code;
    this.aadsts = options.aadsts;
  }
}

export type IdTokenFaultCode =
  | 'id-token.signature'
  | 'id-token.issuer'
  | 'id-token.audience'
  | 'id-token.nonce'
  | 'id-token.expired'
  | 'id-token.malformed';

export class IdTokenFault extends Error {
  override readonly name = 'IdTokenFault';
  readonly code: IdTokenFaultCode;

  constructor(code: IdTokenFaultCode, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}
