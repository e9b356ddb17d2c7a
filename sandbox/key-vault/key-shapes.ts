import type { KeyEntry, KeyVersion } from '../cloud/model.ts';
import { deletion, RECOVERABLE_DAYS, RECOVERY_LEVEL } from './secret-shapes.ts';

/** How a key looks in the API's answers. `vaultUrl` has no slash at its end. */

export function toKeyBundle(vaultUrl: string, entry: KeyEntry, version: KeyVersion) {
  const { n, e } = version.jwk;
  const kid = keyId(vaultUrl, entry, version);
  return {
    key: { kid, kty: 'RSA', key_ops: version.operations, n, e },
    ...describe(version),
    ...(entry.deleted ? deletion(vaultUrl, 'deletedkeys', entry.name, entry.deleted) : {}),
  };
}

export function toKeyItem(vaultUrl: string, entry: KeyEntry, version: KeyVersion) {
  return {
    kid: `${vaultUrl}/keys/${entry.name}`,
    ...describe(version),
    ...(entry.deleted ? deletion(vaultUrl, 'deletedkeys', entry.name, entry.deleted) : {}),
  };
}

export function toKeyVersionItem(vaultUrl: string, entry: KeyEntry, version: KeyVersion) {
  return { kid: keyId(vaultUrl, entry, version), ...describe(version) };
}

export function keyId(vaultUrl: string, entry: KeyEntry, version: KeyVersion): string {
  return `${vaultUrl}/keys/${entry.name}/${version.version}`;
}

function describe(version: KeyVersion) {
  return {
    attributes: {
      enabled: version.enabled,
      ...(version.notBefore === undefined ? {} : { nbf: version.notBefore }),
      ...(version.expires === undefined ? {} : { exp: version.expires }),
      created: version.created,
      updated: version.updated,
      recoveryLevel: RECOVERY_LEVEL,
      recoverableDays: RECOVERABLE_DAYS,
      exportable: false,
    },
    ...(version.tags === undefined ? {} : { tags: version.tags }),
  };
}
