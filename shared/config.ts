import { type AzureConfig, azure } from './config/azure.ts';
import { type ChecksConfig, checks } from './config/checks.ts';
import { ConfigError } from './config/config-error.ts';
import { type ConsentSettings, consent } from './config/consent.ts';
import { groups } from './config/groups.ts';
import { type KeysConfig, keys } from './config/keys.ts';
import { type LimitsConfig, limits } from './config/limits.ts';
import { type Environment, readSettings } from './config/read-settings.ts';
import { type RetentionConfig, retention } from './config/retention.ts';
import { type ServiceConfig, service } from './config/service.ts';
import type { SettingGroup, Settings, Values } from './config/setting.ts';
import { type StorageConfig, storage } from './config/storage.ts';
import { type TelemetryConfig, telemetry } from './config/telemetry.ts';
import { type TokensConfig, tokens } from './config/tokens.ts';
import { type WebhooksConfig, webhooks } from './config/webhooks.ts';

export type { AzureCloud, ClientCredential } from './config/azure.ts';
export type { ExpirySettings } from './config/checks.ts';
export { ConfigError } from './config/config-error.ts';
export type { ConsentSettings } from './config/consent.ts';
export type { ServiceIdentity } from './config/identity.ts';
export type { TelemetryExport } from './config/telemetry.ts';
export type { PortalSignIn, TokenIssuer } from './config/tokens.ts';

/** What the settings say; each group of them in shared/config/ declares its part. */
export interface Config
  extends StorageConfig,
    KeysConfig,
    ServiceConfig,
    AzureConfig,
    ChecksConfig,
    LimitsConfig,
    RetentionConfig,
    WebhooksConfig,
    TokensConfig,
    TelemetryConfig {
  consent: ConsentSettings;
}

/** Reads the settings (environment variables). Throws `ConfigError` with all faults together. */
export function readConfig(environment: Environment): Config {
  const read = new Map<unknown, ReturnType<typeof readSettings>>(
    groups.map((group: SettingGroup) => [group, readSettings(group, environment)]),
  );
  const faults = [...read.values()].flatMap((group) => group.faults);
  if (faults.length > 0) throw new ConfigError(faults);
  const part = <S extends Settings, Part>(group: SettingGroup<S, Part>): Part =>
    group.read(read.get(group)?.values as Values<S>);

  const { publicUrl, allowedOrigins } = part(service);
  return {
    publicUrl,
    allowedOrigins,
    ...part(storage),
    ...part(keys),
    ...part(azure),
    consent: atOrigin(publicUrl, part(consent).consent),
    ...part(checks),
    ...part(limits),
    ...part(retention),
    ...part(webhooks),
    ...part(tokens),
    ...part(telemetry),
  };
}

/** The portal that this app serves is always a place to come back to. */
const atOrigin = (
  publicUrl: string,
  { returnUrls, ...others }: Omit<ConsentSettings, 'redirectUri'>,
): ConsentSettings => ({
  ...others,
  returnUrls: [`${publicUrl}/portal/`, ...returnUrls],
  redirectUri: `${publicUrl}/api/v1/integrations/azure/key_vault/callback`,
});
