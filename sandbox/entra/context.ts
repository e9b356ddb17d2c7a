import type { Cloud } from '../cloud/cloud.ts';
import type { ExpiringStore } from './expiring-store.ts';
import type { SignInRequest } from './sign-in-request.ts';
import type { SigningKeys } from './signing-keys.ts';

/** What Entra's endpoints share. */
export interface EntraContext {
  cloud: Cloud;
  /** Origin of Entra, e.g. `https://login.localhost:8443`. */
  authorityHost: string;
  keys: SigningKeys;
  /** Sign-ins that wait for the choice of an account, by the form's `request`. */
  accountChoices: ExpiringStore<SignInRequest>;
  /** Sign-ins that wait for the answer to the consent page, by the form's `request`. */
  consentChoices: ExpiringStore<ConsentChoice>;
  codes: ExpiringStore<AuthorizationCode>;
  refreshTokens: ExpiringStore<RefreshGrant>;
  /** Who is signed in, by the session cookie. */
  sessions: ExpiringStore<string>;
  uuid(): string;
}

export interface ConsentChoice {
  request: SignInRequest;
  userId: string;
  /** Whether this person may accept; else only ask an administrator. */
  mayConsent: boolean;
}

/** What a refresh token stands for. */
export interface RefreshGrant {
  clientId: string;
  userId: string;
  scopes: string[];
}

export interface AuthorizationCode {
  request: SignInRequest;
  userId: string;
  issued: number;
  redeemed: boolean;
}
