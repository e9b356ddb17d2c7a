import { KeyVaultError } from './key-vault-error.ts';

type ObjectKind = 'Secret' | 'Key';

/**
 * What the service says about a secret or key that cannot be served. Wording and codes as reported in
 * https://github.com/hashicorp/terraform-provider-azurerm/issues/5659 (managed, being deleted),
 * https://github.com/hashicorp/terraform-provider-azurerm/issues/12285 (being recovered),
 * https://github.com/microsoft/AzureTRE/issues/4294 (deleted but recoverable) and
 * https://github.com/sigstore/cosign/issues/3094 (a key that is not there). That keys meet the same conflicts as secrets is assumed.
 */
export function objectErrors(kind: ObjectKind) {
  const notFoundCode = `${kind}NotFound`;
  return {
    notFound: (name: string) =>
      new KeyVaultError(
        404,
        notFoundCode,
        `A ${kind.toLowerCase()} with (name/id) ${name} was not found in this key vault. If you recently deleted this ` +
          `${kind.toLowerCase()} you may be able to recover it using the correct recovery command. For help resolving this issue, ` +
          'please see https://go.microsoft.com/fwlink/?linkid=2125182',
      ),
    deletedNotFound: (name: string) => new KeyVaultError(404, notFoundCode, `Deleted ${kind} not found: ${name}`),
    deletedButRecoverable: (name: string) =>
      conflict(
        `${kind} ${name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the ` +
          `${kind.toLowerCase()} can only be recovered or purged.`,
        'ObjectIsDeletedButRecoverable',
      ),
    beingDeleted: (name: string) =>
      conflict(
        `${kind} ${name} is currently being deleted and cannot be re-created; retry later.`,
        'ObjectIsBeingDeleted',
      ),
    beingRecovered: (name: string) =>
      conflict(
        `${kind} ${name} is currently being recovered and cannot be re-created; retry later.`,
        'ObjectIsBeingRecovered',
      ),
    /** Seen for getting a secret, and for unwrapping with a key (https://github.com/Azure/azure-sdk-for-python/issues/45342). */
    disabled: (operation: string) =>
      new KeyVaultError(
        403,
        'Forbidden',
        `Operation ${operation} is not allowed on a disabled ${kind.toLowerCase()}.`,
        {
          innerCode: `${kind}Disabled`,
        },
      ),
  };
}

export type ObjectErrors = ReturnType<typeof objectErrors>;

export const secretErrors = {
  ...objectErrors('Secret'),
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

/** The codes of the last two are assumed. */
export const keyErrors = {
  ...objectErrors('Key'),
  operationForbidden: (operation: string) =>
    new KeyVaultError(403, 'Forbidden', `Operation ${operation} is not permitted on this key.`, {
      innerCode: 'KeyOperationForbidden',
    }),
  outOfTime: (operation: string, innerCode: 'KeyExpired' | 'KeyNotYetValid') =>
    new KeyVaultError(403, 'Forbidden', `Operation ${operation} is not allowed on a key outside of its period.`, {
      innerCode,
    }),
};

function conflict(message: string, innerCode: string): KeyVaultError {
  return new KeyVaultError(409, 'Conflict', message, { innerCode });
}
