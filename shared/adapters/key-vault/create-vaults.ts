import type { AzureCloud, ClientCredential } from '../../config.ts';
import { isVaultName } from '../../domain/integration/vault-name.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';
import type { Telemetry } from '../../ports/telemetry.ts';
import type { Vaults } from '../../ports/vaults.ts';
import { openVault } from './open-vault.ts';
import { createRecentlyUsed } from './recently-used.ts';
import { createTenantTokens } from './tenant-tokens.ts';
import { createVaultClient } from './vault-client.ts';

/** How many vaults' challenges and connections, and how many tenants' tokens, are kept. */
const keptVaults = 500;
const keptTenants = 500;

export interface VaultsOptions {
  azure: AzureCloud;
  /** Our application's own; it gets tokens in the customers' tenants. */
  credential: ClientCredential;
  random: Random;
  clock: Clock;
  telemetry: Telemetry;
}

/** Azure Key Vault, by Microsoft's SDKs. A method sends its requests once: whoever calls decides on repeating. */
export function createVaults({ azure, credential, random, clock, telemetry }: VaultsOptions): Vaults {
  const tokensOf = createRecentlyUsed(keptTenants, (tenantId) =>
    createTenantTokens({ azure, credential, clock }, tenantId),
  );
  const clientOf = createRecentlyUsed(keptVaults, (key) => {
    const [tenantId = '', vaultName = ''] = key.split('/');
    return createVaultClient({ azure, clock, telemetry, tokens: tokensOf(tenantId), tenantId, vaultName });
  });
  return {
    open({ tenantId, vaultName }) {
      // The name becomes part of a host name.
      if (!isVaultName(vaultName)) throw new TypeError('not a vault name');
      return openVault(clientOf(`${tenantId}/${vaultName}`.toLowerCase()), { clock, random });
    },
  };
}
