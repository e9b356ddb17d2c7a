/** What Graph says of an application, as far as it matters here. https://learn.microsoft.com/graph/api/resources/application */
export interface Application {
  displayName: string;
  signInAudience?: string | null;
  groupMembershipClaims?: string | null;
  optionalClaims?: OptionalClaims | null;
  requiredResourceAccess?: unknown[];
  web?: { redirectUris?: string[] };
}

export interface OptionalClaims {
  idToken?: OptionalClaim[];
  accessToken?: OptionalClaim[];
  saml2Token?: OptionalClaim[];
}

export interface OptionalClaim {
  name: string;
  essential?: boolean;
}

/** An identity that may sign in as the application. https://learn.microsoft.com/graph/api/resources/federatedidentitycredential */
export interface FederatedCredential {
  name: string;
  issuer: string;
  subject: string;
  audiences: string[];
}

/** An application that is there, with Graph's own ids and with what is only remarked on. */
export interface PresentApplication extends Application {
  /** Graph's id of the object. */
  id: string;
  /** The client id. */
  appId: string;
  passwordCredentials?: unknown[];
  keyCredentials?: unknown[];
  federatedCredentials: (FederatedCredential & { id: string })[];
}

export interface Desired {
  displayName: string;
  /** Exactly these; absent: whatever is there stays. */
  redirectUris?: string[];
  /** Absent: no identity is added. */
  federatedCredential?: FederatedCredential;
}
