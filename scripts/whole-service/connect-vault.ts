import { randomUUID } from 'node:crypto';
import { vaultRoles } from '../../sandbox/cloud/identifiers.ts';
import type { AccessModel, Counters, Vault } from '../../sandbox/cloud/model.ts';
import { newSecretVersion, newVault } from '../../sandbox/cloud/new-vault.ts';
import { addSecret } from '../../sandbox/cloud/secret-index.ts';
import { must } from './must.ts';
import type { WholeService } from './start-whole-service.ts';

export interface ConnectedVault {
  /** The local cloud's vault itself. */
  vault: Vault;
  integrationId: string;
  /** The integration's address, with a slash at its end. */
  path: string;
  /** Requests since the last call, those without a token under `challenge`. */
  takeCounters(): Counters;
  /** Grants all that a writable integration needs, also after it was withdrawn. */
  grant(): void;
  /** Adds secrets that have been there for a minute. */
  addSecrets(values: Iterable<readonly [name: string, value: string]>): void;
}

/** A vault in the proven tenant with its integration, writable and connected. */
export async function connectVault(
  service: WholeService,
  name: string,
  accessModel: AccessModel = 'rbac',
): Promise<ConnectedVault> {
  const { sandbox, tenantId, principalId, api } = service;
  const vault = newVault(name, tenantId, accessModel, randomUUID());
  sandbox.cloud.model.vaults.push(vault);
  const grant = () => {
    const roleId = vaultRoles['Key Vault Secrets Officer'] ?? '';
    vault.roleAssignments = [{ id: randomUUID(), principalId, roleId, effective: 0 }];
    const permissions = ['get', 'list', 'set', 'delete', 'recover'] as const;
    vault.accessPolicies = [{ principalId, permissions: [...permissions], effective: 0 }];
  };
  grant();
  const body = { tenant_id: tenantId, vault_name: name, writable: true };
  const made = must(201, await api('POST', '/api/v1/integrations/azure/key_vault/', body));
  if (made.status !== 'connected') throw new Error(`the new integration is ${made.status}`);
  const takeCounters = () => {
    const { counters } = vault;
    vault.counters = { operations: {}, statuses: {} };
    return counters;
  };
  takeCounters();
  return {
    vault,
    integrationId: made.id,
    path: `/api/v1/integrations/azure/key_vault/${made.id}/`,
    takeCounters,
    grant,
    addSecrets(values) {
      const minuteAgo = Date.now() - 60_000;
      for (const [secretName, value] of values) {
        const versions = [newSecretVersion(value, minuteAgo, randomUUID)];
        addSecret(vault, { name: secretName, managed: false, versions });
      }
    },
  };
}

/** The sum of what was counted. */
export const totalOf = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);
