import { randomUUID } from 'node:crypto';
import { vaultRoles } from '../../../sandbox/cloud/identifiers.ts';
import type { ServicePrincipal, Vault } from '../../../sandbox/cloud/model.ts';
import { newSecretVersion, newVault } from '../../../sandbox/cloud/new-vault.ts';
import { findSecret } from '../../../sandbox/cloud/secret-index.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../../sandbox/start-sandbox.ts';
import { createVaults } from '../../../shared/adapters/key-vault/create-vaults.ts';
import { systemClock } from '../../../shared/adapters/system/system-clock.ts';
import { systemRandom } from '../../../shared/adapters/system/system-random.ts';
import { createOpenTelemetry } from '../../../shared/adapters/telemetry/open-telemetry.ts';
import type { AzureCloud, ClientCredential } from '../../../shared/config.ts';
import type { Telemetry } from '../../../shared/ports/telemetry.ts';
import type { VaultAddress } from '../../../shared/ports/vaults.ts';
import type { VaultWorld } from './vault-world.ts';

export interface SandboxWorld extends VaultWorld {
  sandbox: Sandbox;
  azure: AzureCloud;
  credential: ClientCredential;
  /** The local cloud's vault itself. */
  model(address: VaultAddress): Vault;
  /** Requests that reached the vault since the last call, by operation; the whole of them under `total`. */
  takeCounts(address: VaultAddress): Record<string, number>;
  /** The same world through an adapter that has no challenge and no token yet. */
  freshVaults(changes?: Partial<AzureCloud>, credential?: ClientCredential): VaultWorld['vaults'];
}

/** The real adapter against the local Azure, over TLS. */
export async function createSandboxWorld(
  telemetry: Telemetry = createOpenTelemetry(),
  onVaultRequest?: SandboxOptions['onVaultRequest'],
): Promise<SandboxWorld> {
  const sandbox = await startSandbox({ onVaultRequest });
  const undo = sandbox.trust();
  const { cloud, settings } = sandbox;
  const [, contoso, fabrikam] = cloud.model.tenants;
  if (contoso === undefined || fabrikam === undefined) throw new Error('the default cloud has no customers');
  const clientId = settings.ENTRA_CLIENT_ID ?? '';
  const azure: AzureCloud = {
    authorityHost: settings.AZURE_AUTHORITY_HOST ?? '',
    vaultSuffix: settings.AZURE_KEY_VAULT_SUFFIX ?? '',
    vaultScope: settings.AZURE_KEY_VAULT_SCOPE ?? '',
    portalUrl: 'https://portal.azure.com',
    instanceDiscovery: false,
    clientId,
    applicationName: 'Key Vault Integration',
  };
  const credential: ClientCredential = { kind: 'secret', secret: settings.ENTRA_CLIENT_SECRET ?? '' };
  const freshVaults: SandboxWorld['freshVaults'] = (changes = {}, other = credential) =>
    createVaults({
      azure: { ...azure, ...changes },
      credential: other,
      clock: systemClock,
      random: systemRandom,
      telemetry,
    });

  const consent = (tenantId: string): ServicePrincipal => {
    const principal = { id: randomUUID(), tenantId, clientId, enabled: true, created: 0, effective: 0 };
    cloud.model.servicePrincipals.push(principal);
    return principal;
  };
  const model = ({ vaultName }: VaultAddress): Vault => {
    const vault = cloud.vault(vaultName);
    if (vault === undefined) throw new Error(`there is no vault ${vaultName}`);
    return vault;
  };
  const principalOf = (vault: Vault): string => {
    const principal = cloud.servicePrincipal(vault.tenantId, clientId);
    if (principal === undefined) throw new Error('our application is not in the tenant');
    return principal.id;
  };
  consent(contoso.id);
  consent(fabrikam.id);
  let created = 0;

  return {
    sandbox,
    azure,
    credential,
    model,
    freshVaults,
    vaults: freshVaults(),
    tenantId: contoso.id,
    otherTenantId: fabrikam.id,
    createVault(accessModel, tenantId = contoso.id) {
      created += 1;
      const vaultName = `vault-${created}`;
      cloud.model.vaults.push(newVault(vaultName, tenantId, accessModel, randomUUID()));
      return { tenantId, vaultName };
    },
    deleteVault({ vaultName }) {
      cloud.model.vaults = cloud.model.vaults.filter((vault) => vault.name !== vaultName);
    },
    grantRole(address, role) {
      const vault = model(address);
      const roleId = vaultRoles[role] ?? '';
      vault.roleAssignments = [{ id: randomUUID(), principalId: principalOf(vault), roleId, effective: 0 }];
    },
    setPolicy(address, permissions) {
      const vault = model(address);
      vault.accessPolicies = [{ principalId: principalOf(vault), permissions: [...permissions], effective: 0 }];
    },
    network(address, network) {
      model(address).network = network;
    },
    seed(address, { name, value, managed = false, ...attributes }) {
      const version = newSecretVersion(value, Date.now(), randomUUID, attributes);
      model(address).secrets.push({ name, managed, versions: [version] });
    },
    transitionTime(address, milliseconds) {
      model(address).transitionTime = milliseconds;
    },
    trouble(address, kind, retryAfter) {
      model(address).faults = kind === undefined ? [] : [{ id: randomUUID(), kind, retryAfter }];
    },
    versions: (address, name) => findSecret(model(address), name)?.versions.map(({ value }) => value) ?? [],
    application(state) {
      const known = cloud.servicePrincipal(contoso.id, clientId);
      if (state === 'removed') {
        cloud.model.servicePrincipals = cloud.model.servicePrincipals.filter((principal) => principal !== known);
      } else (known ?? consent(contoso.id)).enabled = state === 'consented';
    },
    takeCounts(address) {
      const { counters } = model(address);
      const { operations } = counters;
      model(address).counters = { operations: {}, statuses: {} };
      return { ...operations, total: Object.values(operations).reduce((sum, count) => sum + count, 0) };
    },
    async close() {
      undo();
      await sandbox.stop();
    },
  };
}
