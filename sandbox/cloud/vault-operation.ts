export const secretOperations = [
  'list',
  'listVersions',
  'get',
  'set',
  'update',
  'delete',
  'recover',
  'purge',
  'listDeleted',
  'getDeleted',
] as const;

export const keyOperations = [
  'listKeys',
  'listKeyVersions',
  'getKey',
  'createKey',
  'rotateKey',
  'updateKey',
  'deleteKey',
  'recoverKey',
  'purgeKey',
  'listDeletedKeys',
  'getDeletedKey',
  'wrapKey',
  'unwrapKey',
] as const;

export type SecretOperation = (typeof secretOperations)[number];
export type KeyOperation = (typeof keyOperations)[number];

/** What a request to a vault asks for. */
export type VaultOperation = SecretOperation | KeyOperation;
