import type { JSONWebKeySet } from 'jose';

export interface AuthenticationRules {
  /** Milliseconds since 1970. */
  now: number;
  /** The audiences that a certificate's assertion may have: addresses of the endpoint asked. */
  audiences: string[];
  /** Entra's own published keys, which sign the tokens of managed identities. */
  ownKeys: JSONWebKeySet;
}
