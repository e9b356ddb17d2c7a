import { createMemoryVaults } from '../../../shared/adapters/memory/memory-vaults.ts';
import { systemClock } from '../../../shared/adapters/system/system-clock.ts';
import { type Permission, VaultFault, type VaultFaultCode } from '../../../shared/ports/vaults.ts';
import type { Role, VaultWorld } from './vault-world.ts';

const roles: Record<Role, Permission[]> = {
  'Key Vault Reader': ['list'],
  'Key Vault Secrets User': ['list', 'get'],
  'Key Vault Secrets Officer': ['list', 'get', 'set', 'delete', 'recover'],
};

const troubles: Record<'throttle' | 'unavailable' | 'reset', [VaultFaultCode, number | undefined]> = {
  throttle: ['vault.throttled', 429],
  unavailable: ['vault.unavailable', 503],
  reset: ['vault.unavailable', undefined],
};

export async function createMemoryWorld(): Promise<VaultWorld> {
  const vaults = createMemoryVaults({ clock: systemClock });
  const tenantId = '0d1f9a52-7f0e-4f0c-9c68-0d9b8f0a4b11';
  let created = 0;
  return {
    vaults,
    tenantId,
    otherTenantId: '7c5c1f7e-91b5-4c55-8d2c-5a3b1c1e2f60',
    createVault(accessModel, tenant = tenantId) {
      created += 1;
      const address = { tenantId: tenant, vaultName: `vault-${created}` };
      vaults.add(address, { accessModel, permissions: new Set() });
      return address;
    },
    deleteVault: ({ vaultName }) => vaults.remove(vaultName),
    grantRole({ vaultName }, role) {
      vaults.vault(vaultName).permissions = new Set(roles[role]);
    },
    setPolicy({ vaultName }, permissions) {
      vaults.vault(vaultName).permissions = new Set(permissions);
    },
    network({ vaultName }, network) {
      vaults.vault(vaultName).network = network;
    },
    seed: ({ vaultName }, secret) => vaults.vault(vaultName).secrets.put(secret),
    transitionTime({ vaultName }, milliseconds) {
      vaults.vault(vaultName).secrets.transitionTime = milliseconds;
    },
    trouble({ vaultName }, kind, retryAfter) {
      const [code, status] = kind === undefined ? [] : troubles[kind];
      vaults.vault(vaultName).fault = code && new VaultFault(code, { status, retryAfter });
    },
    versions: ({ vaultName }, name) =>
      vaults
        .vault(vaultName)
        .secrets.versions(name)
        .map(({ value }) => value.reveal()),
    application(state) {
      const codes = { consented: undefined, removed: 'consent.missing', disabled: 'app.disabled' } as const;
      vaults.refuseTokens(tenantId, codes[state]);
    },
    close: async () => undefined,
  };
}
