import type { TokenCredential } from '@azure/identity';
import { KeyUnavailable } from '../../ports/key-wrapper.ts';
import { tokenForOneRequest } from '../azure/token-for-one-request.ts';

/** The credential as Key Vault's SDK is given it: where it has no token, that is told apart from what the vault answers. */
export function explainMissingToken(credential: TokenCredential): TokenCredential {
  return {
    async getToken(scopes, options) {
      const token = await credential.getToken(scopes, options).catch((cause: unknown) => {
        throw new KeyUnavailable('wrapping-key.no-token', 'the identity of the service got no token', { cause });
      });
      return token && tokenForOneRequest(token.token);
    },
  };
}
