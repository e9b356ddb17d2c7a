import type { KeyVaultSecret, SecretProperties as SdkProperties } from '@azure/keyvault-secrets';
import type { SecretBundle, SecretProperties } from '../../ports/vaults.ts';
import { Secret } from '../../secret.ts';

export function toSecretProperties(properties: SdkProperties, vaultUrl: string): SecretProperties {
  const { name, notBefore, expiresOn, contentType } = properties;
  return {
    name,
    id: `${vaultUrl}/secrets/${name}`,
    enabled: properties.enabled ?? true,
    managed: properties.managed ?? false,
    created: toSeconds(properties.createdOn) ?? 0,
    updated: toSeconds(properties.updatedOn) ?? 0,
    ...(notBefore === undefined ? {} : { notBefore: toSeconds(notBefore) }),
    ...(expiresOn === undefined ? {} : { expires: toSeconds(expiresOn) }),
    ...(contentType === undefined ? {} : { contentType }),
    tags: { ...properties.tags },
  };
}

export function toSecretBundle(secret: KeyVaultSecret, vaultUrl: string): SecretBundle {
  return {
    properties: toSecretProperties(secret.properties, vaultUrl),
    version: secret.properties.version ?? '',
    value: new Secret(secret.value ?? ''),
  };
}

function toSeconds(date: Date | undefined): number | undefined {
  return date === undefined ? undefined : Math.floor(date.getTime() / 1000);
}
