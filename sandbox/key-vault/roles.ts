import { vaultRoles } from '../cloud/identifiers.ts';
import type { SecretPermission, VaultOperation } from '../cloud/model.ts';

/** Data actions under `Microsoft.KeyVault/vaults/secrets/`. */
type SecretAction =
  | 'readMetadata/action'
  | 'getSecret/action'
  | 'setSecret/action'
  | 'update/action'
  | 'delete'
  | 'recover/action'
  | 'purge/action';

const ALL_ACTIONS: SecretAction[] = [
  'readMetadata/action',
  'getSecret/action',
  'setSecret/action',
  'update/action',
  'delete',
  'recover/action',
  'purge/action',
];

/** What the built-in roles allow with secrets (https://learn.microsoft.com/azure/key-vault/general/rbac-guide). */
const ROLE_ACTIONS: Record<string, SecretAction[]> = {
  'Key Vault Secrets Officer': ALL_ACTIONS,
  'Key Vault Secrets User': ['readMetadata/action', 'getSecret/action'],
  'Key Vault Reader': ['readMetadata/action'],
};

const ACTIONS_BY_ROLE_ID = new Map(
  Object.entries(vaultRoles).map(([name, id]) => [id.toLowerCase(), ROLE_ACTIONS[name] ?? []]),
);

/** What an operation needs under either access model. */
export const REQUIREMENTS: Record<VaultOperation, { action: SecretAction; permission: SecretPermission }> = {
  list: { action: 'readMetadata/action', permission: 'list' },
  listVersions: { action: 'readMetadata/action', permission: 'list' },
  listDeleted: { action: 'readMetadata/action', permission: 'list' },
  get: { action: 'getSecret/action', permission: 'get' },
  getDeleted: { action: 'getSecret/action', permission: 'get' },
  set: { action: 'setSecret/action', permission: 'set' },
  update: { action: 'update/action', permission: 'set' },
  delete: { action: 'delete', permission: 'delete' },
  recover: { action: 'recover/action', permission: 'recover' },
  purge: { action: 'purge/action', permission: 'purge' },
};

export function roleAllows(roleId: string, operation: VaultOperation): boolean {
  return ACTIONS_BY_ROLE_ID.get(roleId.toLowerCase())?.includes(REQUIREMENTS[operation].action) ?? false;
}
