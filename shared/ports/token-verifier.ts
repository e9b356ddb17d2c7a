/** What a verified bearer token says of the person. */
export interface TokenIdentity {
  subject: string;
  name: string;
  organizationId: string;
  role: string;
}

/** Verifies bearer tokens of the configured issuer: signature, issuer, audience, expiry. */
export interface TokenVerifier {
  /** Resolves to nothing when the token is not valid for us; rejects when the issuer's keys cannot be had. */
  verify(token: string): Promise<TokenIdentity | undefined>;
}
