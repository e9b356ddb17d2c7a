import type { SeededSecret } from '../../shared/adapters/memory/memory-vault-secrets.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { VaultAddress, VaultFaultCode, Vaults } from '../../shared/ports/vaults.ts';

/** What an administrator grants: a role where the vault uses roles, else the permissions of an access policy. */
export type Grant = 'nothing' | 'Key Vault Reader' | 'Key Vault Secrets User' | 'Key Vault Secrets Officer';

/** An Azure for one test: a consented tenant without vaults, and everything that can be changed about it. */
export interface VaultWorld {
  vaults: Vaults;
  clock: Clock;
  tenantId: string;
  /** Another customer's tenant, consented to as well. */
  otherTenantId: string;
  /** A new empty vault of the tenant, in which nothing is granted. */
  createVault(accessModel: 'rbac' | 'access-policy'): VaultAddress;
  deleteVault(address: VaultAddress): void;
  grant(address: VaultAddress, grant: Grant): void;
  /** Names of the permissions of an access policy. */
  setPolicy(address: VaultAddress, permissions: ('list' | 'get' | 'set' | 'delete' | 'recover')[]): void;
  network(address: VaultAddress, network: 'open' | 'firewall' | 'private'): void;
  seed(address: VaultAddress, secret: SeededSecret): void;
  /** Milliseconds that a deletion and a recovery take. */
  transitionTime(address: VaultAddress, milliseconds: number): void;
  /** All requests meet this until it is lifted. */
  trouble(address: VaultAddress, kind: 'throttle' | 'unavailable' | 'reset' | undefined, retryAfter?: number): void;
  /** Values of the versions of a secret, oldest first. */
  versions(address: VaultAddress, name: string): string[];
  application(state: 'consented' | 'removed' | 'disabled'): void;
  /** The codes that a fault may have here, where the real service cannot be made to say one of them. */
  close(): Promise<void>;
}

export type ExpectedFault = { code: VaultFaultCode; status?: number; retryAfter?: number };
