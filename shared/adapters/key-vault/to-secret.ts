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

/** `date`: the response's header of that name, by the vault's own clock. */
export function toSecretBundle(secret: KeyVaultSecret, vaultUrl: string, date: string | undefined): SecretBundle {
  const properties = toSecretProperties(secret.properties, vaultUrl);
  const answered = Date.parse(date ?? '');
  return {
    properties,
    version: secret.properties.version ?? '',
    value: new Secret(secret.value ?? ''),
    answeredAt: Number.isNaN(answered) ? properties.updated : Math.floor(answered / 1000),
  };
}

function toSeconds(date: Date | undefined): number | undefined {
  return date === undefined ? undefined : Math.floor(date.getTime() / 1000);
}
