import { vaultRoles } from '../cloud/identifiers.ts';
import type { KeyPermission, SecretPermission } from '../cloud/model.ts';
import type { KeyOperation, SecretOperation, VaultOperation } from '../cloud/vault-operation.ts';

/** Data actions under `Microsoft.KeyVault/vaults/`. */
type Action = (typeof SECRET_ACTIONS | typeof KEY_ACTIONS)[number];

const SECRET_ACTIONS = [
  'secrets/readMetadata/action',
  'secrets/getSecret/action',
  'secrets/setSecret/action',
  'secrets/update/action',
  'secrets/delete',
  'secrets/recover/action',
  'secrets/purge/action',
] as const;

const KEY_ACTIONS = [
  'keys/read',
  'keys/create/action',
  'keys/rotate/action',
  'keys/update/action',
  'keys/delete',
  'keys/recover/action',
  'keys/purge/action',
  'keys/wrap/action',
  'keys/unwrap/action',
] as const;

/** What the built-in roles allow with secrets and keys (https://learn.microsoft.com/azure/key-vault/general/rbac-guide). */
const ROLE_ACTIONS: Record<string, readonly Action[]> = {
  'Key Vault Secrets Officer': SECRET_ACTIONS,
  'Key Vault Secrets User': ['secrets/readMetadata/action', 'secrets/getSecret/action'],
  'Key Vault Reader': ['secrets/readMetadata/action', 'keys/read'],
  'Key Vault Crypto Service Encryption User': ['keys/read', 'keys/wrap/action', 'keys/unwrap/action'],
  'Key Vault Crypto User': ['keys/read', 'keys/update/action', 'keys/wrap/action', 'keys/unwrap/action'],
  'Key Vault Crypto Officer': KEY_ACTIONS,
};

const ACTIONS_BY_ROLE_ID = new Map(
  Object.entries(vaultRoles).map(([name, id]) => [id.toLowerCase(), ROLE_ACTIONS[name] ?? []]),
);

/** What an operation needs under either access model. */
export type Requirement =
  | { kind: 'secrets'; action: Action; permission: SecretPermission }
  | { kind: 'keys'; action: Action; permission: KeyPermission };

const secrets = (action: Action, permission: SecretPermission): Requirement => ({
  kind: 'secrets',
  action,
  permission,
});
const keys = (action: Action, permission: KeyPermission): Requirement => ({ kind: 'keys', action, permission });

const SECRET_REQUIREMENTS: Record<SecretOperation, Requirement> = {
  list: secrets('secrets/readMetadata/action', 'list'),
  listVersions: secrets('secrets/readMetadata/action', 'list'),
  listDeleted: secrets('secrets/readMetadata/action', 'list'),
  get: secrets('secrets/getSecret/action', 'get'),
  getDeleted: secrets('secrets/getSecret/action', 'get'),
  set: secrets('secrets/setSecret/action', 'set'),
  update: secrets('secrets/update/action', 'set'),
  delete: secrets('secrets/delete', 'delete'),
  recover: secrets('secrets/recover/action', 'recover'),
  purge: secrets('secrets/purge/action', 'purge'),
};

const KEY_REQUIREMENTS: Record<KeyOperation, Requirement> = {
  listKeys: keys('keys/read', 'list'),
  listKeyVersions: keys('keys/read', 'list'),
  listDeletedKeys: keys('keys/read', 'list'),
  getKey: keys('keys/read', 'get'),
  getDeletedKey: keys('keys/read', 'get'),
  createKey: keys('keys/create/action', 'create'),
  rotateKey: keys('keys/rotate/action', 'rotate'),
  updateKey: keys('keys/update/action', 'update'),
  deleteKey: keys('keys/delete', 'delete'),
  recoverKey: keys('keys/recover/action', 'recover'),
  purgeKey: keys('keys/purge/action', 'purge'),
  wrapKey: keys('keys/wrap/action', 'wrapKey'),
  unwrapKey: keys('keys/unwrap/action', 'unwrapKey'),
};

export const REQUIREMENTS: Record<VaultOperation, Requirement> = { ...SECRET_REQUIREMENTS, ...KEY_REQUIREMENTS };

export function roleAllows(roleId: string, operation: VaultOperation): boolean {
  return ACTIONS_BY_ROLE_ID.get(roleId.toLowerCase())?.includes(REQUIREMENTS[operation].action) ?? false;
}
