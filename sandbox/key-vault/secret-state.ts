import type { SecretEntry, Vault, VaultOperation } from '../cloud/model.ts';
import type { KeyVaultError } from './key-vault-error.ts';
import { secretErrors } from './secret-errors.ts';

/**
 * Deleting and recovering take a while at Key Vault. A recovered secret can be read some time before it can be written: writes still
 * meet ObjectIsBeingRecovered after a successful get (https://github.com/Azure/azure-sdk-for-net/issues/31581); here from half of
 * the transition on.
 */
export type SecretState = 'active' | 'being-deleted' | 'deleted' | 'being-recovered' | 'readable-again';

export function stateOf(vault: Vault, entry: SecretEntry, now: number): SecretState {
  if (entry.deleted) return now < entry.deleted.settled ? 'being-deleted' : 'deleted';
  if (entry.recovering !== undefined && now < entry.recovering) {
    return now < entry.recovering - vault.transitionTime / 2 ? 'being-recovered' : 'readable-again';
  }
  return 'active';
}

export const isListed = (state: SecretState): boolean => state === 'active' || state === 'readable-again';

type SecretOperation = Exclude<VaultOperation, 'list' | 'listDeleted'>;
type Refusal = (name: string) => KeyVaultError;

const { notFound, deletedNotFound, deletedButRecoverable, beingDeleted, beingRecovered } = secretErrors;

/** What each operation meets in each state; absent means that it goes ahead. */
const REFUSALS: Record<SecretState | 'absent', Partial<Record<SecretOperation, Refusal>>> = {
  absent: {
    get: notFound,
    listVersions: notFound,
    update: notFound,
    delete: notFound,
    getDeleted: deletedNotFound,
    recover: deletedNotFound,
    purge: deletedNotFound,
  },
  active: { getDeleted: deletedNotFound, recover: deletedNotFound, purge: deletedNotFound },
  'being-deleted': {
    get: notFound,
    listVersions: notFound,
    update: notFound,
    delete: beingDeleted,
    set: beingDeleted,
    getDeleted: deletedNotFound,
    recover: beingDeleted,
    purge: beingDeleted,
  },
  deleted: {
    get: notFound,
    listVersions: notFound,
    update: notFound,
    delete: notFound,
    set: deletedButRecoverable,
  },
  'being-recovered': {
    get: notFound,
    listVersions: notFound,
    update: beingRecovered,
    delete: beingRecovered,
    set: beingRecovered,
    getDeleted: deletedNotFound,
    recover: beingRecovered,
    purge: beingRecovered,
  },
  'readable-again': {
    update: beingRecovered,
    delete: beingRecovered,
    set: beingRecovered,
    getDeleted: deletedNotFound,
    recover: deletedNotFound,
    purge: deletedNotFound,
  },
};

export function refusalInState(
  state: SecretState | 'absent',
  operation: SecretOperation,
  name: string,
): KeyVaultError | undefined {
  return REFUSALS[state][operation]?.(name);
}
