import type { AzureCloud, ClientCredential } from '../../config.ts';
import { isVaultName } from '../../domain/integration/vault-name.ts';
import { createRecentlyUsed } from '../../domain/recently-used.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';
import type { Telemetry } from '../../ports/telemetry.ts';
import type { Vaults } from '../../ports/vaults.ts';
import { createClientAssertion } from '../azure/client-assertion.ts';
import { openVault } from './open-vault.ts';
import { shareConnections } from './share-connections.ts';
import { createTenantTokens } from './tenant-tokens.ts';
import { createVaultClient } from './vault-client.ts';

/** How many vaults' challenges and connections, and how many tenants' tokens, are kept. */
const keptVaults = 500;
const keptTenants = 5_000;

export interface VaultsOptions {
  azure: AzureCloud;
  /** Our application's own; it gets tokens in the customers' tenants. */
  credential: ClientCredential;
  random: Random;
  clock: Clock;
  telemetry: Telemetry;
}

/**
 * Azure Key Vault, by Microsoft's SDKs. A method sends its requests once: whoever calls decides on repeating. Tests in
 * passing keep nothing: thousands of them must not push out what others work with, and its governor.
 */
export function createVaults({ azure, credential, random, clock, telemetry }: VaultsOptions): Vaults {
  const connections = shareConnections();
  const known =
    credential.kind === 'managed-identity'
      ? { kind: credential.kind, assertion: createClientAssertion(credential, clock) }
      : credential;
  const tokensOf = createRecentlyUsed(keptTenants, (tenantId) =>
    createTenantTokens({ azure, credential: known, clock, connections }, tenantId),
  );
  const createClient = (key: string) => {
    const [tenantId = '', vaultName = ''] = key.split('/');
    const tokens = tokensOf(tenantId);
    return createVaultClient({ azure, clock, connections, telemetry, tokens, tenantId, vaultName });
  };
  const clientOf = createRecentlyUsed(keptVaults, createClient);
  return {
    open({ tenantId, vaultName }) {
      // The name becomes part of a host name.
      if (!isVaultName(vaultName)) throw new TypeError('not a vault name');
      const key = `${tenantId}/${vaultName}`.toLowerCase();
      const passing = () => {
        const client = clientOf.peek(key);
        return client === undefined ? { client: createClient(key), made: true } : { client, made: false };
      };
      const clients = { kept: () => clientOf(key), passing };
      return openVault(clients, { clock, random });
    },
  };
}
