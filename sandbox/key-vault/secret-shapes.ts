import type { SecretEntry, SecretVersion } from '../cloud/model.ts';

export const RECOVERY_LEVEL = 'Recoverable+Purgeable';
export const RECOVERABLE_DAYS = 90;

/** How a secret looks in the API's answers. `vaultUrl` has no slash at its end. */

export function toItem(vaultUrl: string, entry: SecretEntry, version: SecretVersion) {
  return {
    id: `${vaultUrl}/secrets/${entry.name}`,
    ...describe(entry, version),
    ...(entry.deleted ? deletion(vaultUrl, 'deletedsecrets', entry.name, entry.deleted) : {}),
  };
}

export function toVersionItem(vaultUrl: string, entry: SecretEntry, version: SecretVersion) {
  return { id: versionId(vaultUrl, entry, version), ...describe(entry, version) };
}

/** Answers of update, delete and recover have no value. */
export function toBundle(vaultUrl: string, entry: SecretEntry, version: SecretVersion) {
  return {
    id: versionId(vaultUrl, entry, version),
    ...describe(entry, version),
    ...(entry.deleted ? deletion(vaultUrl, 'deletedsecrets', entry.name, entry.deleted) : {}),
  };
}

export function toBundleWithValue(vaultUrl: string, entry: SecretEntry, version: SecretVersion) {
  return { value: version.value, ...toBundle(vaultUrl, entry, version) };
}

function versionId(vaultUrl: string, entry: SecretEntry, version: SecretVersion): string {
  return `${vaultUrl}/secrets/${entry.name}/${version.version}`;
}

function describe(entry: SecretEntry, version: SecretVersion) {
  return {
    ...(version.contentType === undefined ? {} : { contentType: version.contentType }),
    attributes: {
      enabled: version.enabled,
      ...(version.notBefore === undefined ? {} : { nbf: version.notBefore }),
      ...(version.expires === undefined ? {} : { exp: version.expires }),
      created: version.created,
      updated: version.updated,
      recoveryLevel: RECOVERY_LEVEL,
      recoverableDays: RECOVERABLE_DAYS,
    },
    ...(version.tags === undefined ? {} : { tags: version.tags }),
    ...(entry.managed ? { managed: true } : {}),
  };
}

export function deletion(
  vaultUrl: string,
  path: 'deletedsecrets' | 'deletedkeys',
  name: string,
  deleted: NonNullable<SecretEntry['deleted']>,
) {
  return {
    recoveryId: `${vaultUrl}/${path}/${name}`,
    deletedDate: Math.floor(deleted.at / 1000),
    scheduledPurgeDate: Math.floor(deleted.purgeAt / 1000),
  };
}
