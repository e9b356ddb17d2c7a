import type { TokenCredential } from '@azure/identity';
import { KeyUnavailable } from '../../ports/key-wrapper.ts';

/**
 * The credential as Key Vault's SDK is given it. The SDK would keep a token and renew it in the background, where a
 * refusal is repeated silently and at last rejects with nobody listening; so it is told that each token has run out
 * already, and asks for every request. The credential itself keeps tokens.
 */
export function askForEachToken(credential: TokenCredential): TokenCredential {
  return {
    async getToken(scopes, options) {
      const token = await credential.getToken(scopes, options).catch((cause: unknown) => {
        throw new KeyUnavailable('wrapping-key.no-token', 'the identity of the service got no token', { cause });
      });
      return token && { ...token, expiresOnTimestamp: 0 };
    },
  };
}
