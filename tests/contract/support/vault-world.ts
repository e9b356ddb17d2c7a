import type { SeededSecret } from '../../../shared/adapters/memory/memory-vault-secrets.ts';
import type { Permission, VaultAddress, Vaults } from '../../../shared/ports/vaults.ts';

export type Role = 'Key Vault Reader' | 'Key Vault Secrets User' | 'Key Vault Secrets Officer';

/** An Azure to test against: a tenant in which our application exists, and everything about it that can be changed. */
export interface VaultWorld {
  vaults: Vaults;
  tenantId: string;
  /** Another customer's tenant; our application exists there too. */
  otherTenantId: string;
  /** A new empty vault, in which nothing is granted; of the first tenant unless another is named. */
  createVault(accessModel: 'rbac' | 'access-policy', tenantId?: string): VaultAddress;
  deleteVault(address: VaultAddress): void;
  /** The one role that our application has from now on. */
  grantRole(address: VaultAddress, role: Role): void;
  /** The access policy that our application has from now on. */
  setPolicy(address: VaultAddress, permissions: readonly Permission[]): void;
  network(address: VaultAddress, network: 'open' | 'firewall' | 'private'): void;
  seed(address: VaultAddress, secret: SeededSecret): void;
  /** Milliseconds that a deletion and a recovery take. */
  transitionTime(address: VaultAddress, milliseconds: number): void;
  /** What all requests meet until it is lifted. */
  trouble(address: VaultAddress, kind: 'throttle' | 'unavailable' | 'reset' | undefined, retryAfter?: number): void;
  /** Values of the versions of a secret, oldest first. */
  versions(address: VaultAddress, name: string): string[];
  /** What the administrator of the first tenant did to our application. */
  application(state: 'consented' | 'removed' | 'disabled'): void;
  close(): Promise<void>;
}
