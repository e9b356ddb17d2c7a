import { randomUUID } from 'node:crypto';
import { ClientSecretCredential, type TokenCredential } from '@azure/identity';
import { KeyClient } from '@azure/keyvault-keys';
import { vaultRoles } from '../../sandbox/cloud/identifiers.ts';
import type { Fault } from '../../sandbox/cloud/model.ts';
import { newVault } from '../../sandbox/cloud/new-vault.ts';
import { type SandboxOptions, startSandbox } from '../../sandbox/start-sandbox.ts';
import { createVaultKeyWrapper } from '../../shared/adapters/wrapping-key/vault-key-wrapper.ts';
import type { Clock } from '../../shared/ports/clock.ts';

export type WrappingWorld = Awaited<ReturnType<typeof createWrappingWorld>>;

const role = 'Key Vault Crypto Service Encryption User';

/** The service's own vault in the local Azure, with the key `data-keys`, which the service may use and the operator change. */
export async function createWrappingWorld() {
  let told: SandboxOptions['onVaultRequest'];
  const sandbox = await startSandbox({ onVaultRequest: (request) => told?.(request) });
  const undo = sandbox.trust();
  const { cloud } = sandbox;
  const tenantId = cloud.model.tenants[0]?.id ?? '';
  const vault = newVault('service-vault', tenantId, 'rbac', randomUUID());
  cloud.model.vaults.push(vault);
  const origin = `https://${vault.name}.${sandbox.keyVault.suffix}`;

  function createIdentity(name: string): { principalId: string; credential: TokenCredential } {
    const [clientId, principalId, secret] = [randomUUID(), randomUUID(), randomUUID()];
    cloud.model.applications.push({
      clientId,
      name,
      homeTenantId: tenantId,
      multiTenant: false,
      redirectUris: [],
      secrets: [{ id: randomUUID(), value: secret, expires: Date.now() + 3_600_000 }],
      certificates: [],
      federatedCredentials: [],
      optionalClaims: [],
    });
    cloud.model.servicePrincipals.push({
      id: principalId,
      tenantId,
      clientId,
      enabled: true,
      created: 0,
      effective: 0,
    });
    const credential = new ClientSecretCredential(tenantId, clientId, secret, {
      authorityHost: sandbox.entra.authorityHost,
      disableInstanceDiscovery: true,
      retryOptions: { maxRetries: 0 },
    });
    return { principalId, credential };
  }

  const assign = (principalId: string, name = role) =>
    vault.roleAssignments.push({ id: randomUUID(), principalId, roleId: vaultRoles[name] ?? '', effective: 0 });

  const service = createIdentity('service');
  const operator = createIdentity('operator');
  assign(service.principalId);
  assign(operator.principalId, 'Key Vault Crypto Officer');
  const keys = new KeyClient(origin, operator.credential);
  await keys.createRsaKey('data-keys');

  return {
    sandbox,
    vault,
    keyUrl: `${origin}/keys/data-keys`,
    credential: service.credential,
    /** The vault's keys as its operator changes them. */
    keys,
    /** As a process has it that starts now. */
    newWrapper(clock: Pick<Clock, 'now'> = { now: () => new Date() }, credential = service.credential) {
      return createVaultKeyWrapper({ keyUrl: `${origin}/keys/data-keys`, credential, clock });
    },
    /** The version that wraps now. */
    newestVersion: async () => (await keys.getKey('data-keys')).properties.version ?? '',
    enable: (version: string, enabled: boolean) => keys.updateKeyProperties('data-keys', version, { enabled }),
    takeRoleAway() {
      vault.roleAssignments = vault.roleAssignments.filter(({ principalId }) => principalId !== service.principalId);
    },
    giveRoleBack: () => assign(service.principalId),
    /** Lets somebody else do with the key what the service may. */
    assign,
    disableIdentity(enabled: boolean) {
      const found = cloud.model.servicePrincipals.find(({ id }) => id === service.principalId);
      if (found !== undefined) found.enabled = enabled;
    },
    trouble(kind: Fault['kind'], options: Partial<Fault> = {}) {
      vault.faults.push({ id: randomUUID(), kind, ...options });
    },
    noTrouble() {
      vault.faults = [];
      vault.network = 'open';
    },
    /** Has every request told when it has had its effect, before it is answered. */
    onRequest(listener: SandboxOptions['onVaultRequest']) {
      told = listener;
    },
    /** Requests that the vault answered since the last call, by operation. */
    takeCounts(): Record<string, number> {
      const { operations } = vault.counters;
      vault.counters = { operations: {}, statuses: {} };
      return operations;
    },
    async close() {
      undo();
      await sandbox.stop();
    },
  };
}
