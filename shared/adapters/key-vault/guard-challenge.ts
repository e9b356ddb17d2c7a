import { VaultFault } from '../../ports/vaults.ts';
import type { PipelinePolicy } from './pipeline-policy.ts';

/**
 * Reads a vault's 401 before the SDK does, and stops where it names another tenant or resource than ours, so that not
 * even a token is asked for. `authorization` is the authority of the vault's tenant:
 * https://learn.microsoft.com/azure/key-vault/general/authentication-requests-and-responses
 */
export function guardChallenge(tenantId: string, scope: string): PipelinePolicy {
  return {
    name: 'guardChallenge',
    async sendRequest(request, next) {
      const response = await next(request);
      if (response.status !== 401) return response;
      const challenge = response.headers.get('WWW-Authenticate') ?? '';
      const tenant = tenantOf(parameter(challenge, 'authorization'));
      if (tenant !== undefined && tenant !== tenantId) {
        throw new VaultFault('vault.wrong-tenant', { status: 401 });
      }
      const resource = parameter(challenge, 'resource');
      if (resource !== undefined && `${resource.replace(/\/$/, '')}/.default` !== scope) {
        throw new VaultFault('vault.rejected', { status: 401 });
      }
      return response;
    },
  };
}

function parameter(challenge: string, name: string): string | undefined {
  return new RegExp(`(?:^|[\\s,])${name}="?([^",\\s]+)"?`, 'i').exec(challenge)?.[1];
}

function tenantOf(authority: string | undefined): string | undefined {
  if (authority === undefined || !URL.canParse(authority)) return undefined;
  return new URL(authority).pathname.split('/')[1]?.toLowerCase();
}
