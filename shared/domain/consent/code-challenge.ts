import { createHash } from 'node:crypto';

/** PKCE's S256 challenge of a verifier (RFC 7636, 4.2). */
export function codeChallenge(verifier: string): string {
  return createHash('sha256').update(verifier, 'ascii').digest('base64url');
}
