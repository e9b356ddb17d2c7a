import type { AccessToken } from '@azure/identity';

/**
 * A token as Azure's SDKs are given it. They would keep it and renew it by its time in the background, where a refusal is
 * repeated silently until the token ends, and then rejects where nobody listens and ends the process. Tokens are kept by
 * whoever acquires them; so the SDKs are told that each has run out already, and ask for every request.
 */
export function tokenForOneRequest(token: string): AccessToken {
  return { token, expiresOnTimestamp: 0 };
}
