import type { AccessModel, SecretVersion, Vault } from './model.ts';

/** Documented service limits, per 10 seconds and vault. https://learn.microsoft.com/azure/key-vault/general/service-limits */
const quota = { enforced: true, writes: 300, others: 4_000, retryAfter: false };

/** Azure's name rule: 3 to 24 letters, digits and hyphens; starts with a letter, ends alphanumeric, no double hyphen. */
export const vaultName = /^(?=.{3,24}$)[A-Za-z](?:-?[A-Za-z0-9])*$/;

/** A vault as it is after its creation: empty, and nothing granted to anybody. */
export function newVault(name: string, tenantId: string, accessModel: AccessModel, subscriptionId: string): Vault {
  return {
    name,
    tenantId,
    subscriptionId,
    resourceGroup: 'example',
    accessModel,
    network: 'open',
    roleAssignments: [],
    accessPolicies: [],
    propagationDelay: 0,
    transitionTime: 0,
    secrets: [],
    quota: { ...quota },
    faults: [],
    counters: { operations: {}, statuses: {} },
  };
}

/** The first version of a secret. `now` is in milliseconds since 1970. */
export function newSecretVersion(
  value: string,
  now: number,
  uuid: () => string,
  attributes: Partial<Pick<SecretVersion, 'enabled' | 'contentType' | 'tags' | 'expires' | 'notBefore'>> = {},
): SecretVersion {
  const seconds = Math.floor(now / 1000);
  return {
    version: uuid().replaceAll('-', ''),
    value,
    enabled: true,
    created: seconds,
    updated: seconds,
    ...attributes,
  };
}
