import type { Deletable, Vault } from '../cloud/model.ts';
import type { SecretOperation } from '../cloud/vault-operation.ts';
import type { KeyVaultError } from './key-vault-error.ts';
import type { ObjectErrors } from './object-errors.ts';

/**
 * Deleting and recovering take a while at Key Vault. A recovered secret can be read some time before it can be written: writes still
 * meet ObjectIsBeingRecovered after a successful get (https://github.com/Azure/azure-sdk-for-net/issues/31581); here from half of
 * the transition on.
 */
export type ObjectState = 'active' | 'being-deleted' | 'deleted' | 'being-recovered' | 'readable-again';

export function stateOf(vault: Vault, entry: Deletable, now: number): ObjectState {
  if (entry.deleted) return now < entry.deleted.settled ? 'being-deleted' : 'deleted';
  if (entry.recovering !== undefined && now < entry.recovering) {
    return now < entry.recovering - vault.transitionTime / 2 ? 'being-recovered' : 'readable-again';
  }
  return 'active';
}

export const isListed = (state: ObjectState): boolean => state === 'active' || state === 'readable-again';

/** What somebody wants of one secret or key; for a key `set` stands for its creation, and `get` for using it as well. */
export type ObjectOperation = Exclude<SecretOperation, 'list' | 'listDeleted'>;
type Refusal = keyof Pick<
  ObjectErrors,
  'notFound' | 'deletedNotFound' | 'deletedButRecoverable' | 'beingDeleted' | 'beingRecovered'
>;

/** What each operation meets in each state; absent means that it goes ahead. */
const REFUSALS: Record<ObjectState | 'absent', Partial<Record<ObjectOperation, Refusal>>> = {
  absent: {
    get: 'notFound',
    listVersions: 'notFound',
    update: 'notFound',
    delete: 'notFound',
    getDeleted: 'deletedNotFound',
    recover: 'deletedNotFound',
    purge: 'deletedNotFound',
  },
  active: { getDeleted: 'deletedNotFound', recover: 'deletedNotFound', purge: 'deletedNotFound' },
  'being-deleted': {
    get: 'notFound',
    listVersions: 'notFound',
    update: 'notFound',
    delete: 'beingDeleted',
    set: 'beingDeleted',
    getDeleted: 'deletedNotFound',
    recover: 'beingDeleted',
    purge: 'beingDeleted',
  },
  deleted: {
    get: 'notFound',
    listVersions: 'notFound',
    update: 'notFound',
    delete: 'notFound',
    set: 'deletedButRecoverable',
  },
  'being-recovered': {
    get: 'notFound',
    listVersions: 'notFound',
    update: 'beingRecovered',
    delete: 'beingRecovered',
    set: 'beingRecovered',
    getDeleted: 'deletedNotFound',
    recover: 'beingRecovered',
    purge: 'beingRecovered',
  },
  'readable-again': {
    update: 'beingRecovered',
    delete: 'beingRecovered',
    set: 'beingRecovered',
    getDeleted: 'deletedNotFound',
    recover: 'deletedNotFound',
    purge: 'deletedNotFound',
  },
};

export function refusalInState(
  errors: ObjectErrors,
  state: ObjectState | 'absent',
  operation: ObjectOperation,
  name: string,
): KeyVaultError | undefined {
  const refusal = REFUSALS[state][operation];
  return refusal && errors[refusal](name);
}
