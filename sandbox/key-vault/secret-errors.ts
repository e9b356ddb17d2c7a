import { KeyVaultError } from './key-vault-error.ts';

/**
 * What the service says about a secret that cannot be served. Wording and codes as reported in
 * https://github.com/hashicorp/terraform-provider-azurerm/issues/5659 (managed, being deleted),
 * https://github.com/hashicorp/terraform-provider-azurerm/issues/12285 (being recovered) and
 * https://github.com/microsoft/AzureTRE/issues/4294 (deleted but recoverable).
 */
export const secretErrors = {
  notFound: (name: string) =>
    new KeyVaultError(
      404,
      'SecretNotFound',
      `A secret with (name/id) ${name} was not found in this key vault. If you recently deleted this secret you may be able to ` +
        'recover it using the correct recovery command. For help resolving this issue, please see ' +
        'https://go.microsoft.com/fwlink/?linkid=2125182',
    ),
  deletedNotFound: (name: string) => new KeyVaultError(404, 'SecretNotFound', `Deleted Secret not found: ${name}`),
  deletedButRecoverable: (name: string) =>
    conflict(
      `Secret ${name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret ` +
        'can only be recovered or purged.',
      'ObjectIsDeletedButRecoverable',
    ),
  beingDeleted: (name: string) =>
    conflict(
      `Secret ${name} is currently being deleted and cannot be re-created; retry later.`,
      'ObjectIsBeingDeleted',
    ),
  beingRecovered: (name: string) =>
    conflict(
      `Secret ${name} is currently being recovered and cannot be re-created; retry later.`,
      'ObjectIsBeingRecovered',
    ),
  disabled: () =>
    new KeyVaultError(403, 'Forbidden', 'Operation get is not allowed on a disabled secret.', {
      innerCode: 'SecretDisabled',
    }),
  managed: (operation: string) =>
    new KeyVaultError(
      403,
      'Forbidden',
      `Operation "${operation}" is not allowed on this secret, since it is associated with a certificate. Perform the operation ` +
        'on the corresponding certificate. For more information refer to ' +
        'https://docs.microsoft.com/en-us/azure/key-vault/certificates/about-certificates#composition-of-a-certificate',
      { innerCode: 'SecretManagedByKeyVault' },
    ),
};

function conflict(message: string, innerCode: string): KeyVaultError {
  return new KeyVaultError(409, 'Conflict', message, { innerCode });
}
