import type { TokenCredential } from '@azure/identity';
import { VaultFault } from '../../ports/vaults.ts';
import { tokenForOneRequest } from '../azure/token-for-one-request.ts';
import type { TenantTokens } from './tenant-tokens.ts';

/**
 * What the Key Vault SDK asks for tokens. It passes on the tenant and the resource that the *vault* named: both have
 * to be ours, or whoever names somebody else's vault would send it a token.
 */
export function createVaultCredential(tokens: TenantTokens, tenantId: string, scope: string): TokenCredential {
  return {
    async getToken(scopes, options = {}) {
      const [wanted, ...others] = typeof scopes === 'string' ? [scopes] : scopes;
      if (options.tenantId?.toLowerCase() !== tenantId) throw new VaultFault('vault.wrong-tenant');
      if (wanted !== scope || others.length > 0) throw new VaultFault('vault.rejected');
      const { token } = await tokens.get(scope, options);
      return tokenForOneRequest(token);
    },
  };
}
