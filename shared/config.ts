import { z } from 'zod';
import { parseSchedule, type Schedule } from './domain/schedule.ts';
import type { ReceiverRules } from './domain/webhooks/check-address.ts';

/** Where one Azure cloud's services are. */
export interface AzureCloud {
  /** Origin of Entra, e.g. `https://login.microsoftonline.com`. */
  authorityHost: string;
  /** What follows the vault's name in its host name, e.g. `vault.azure.net`; may carry a port. */
  vaultSuffix: string;
  /** Scope of tokens for vaults, ends in `/.default`. */
  vaultScope: string;
  /** Origin of the Azure portal, for links in remedies. */
  portalUrl: string;
  /** Whether msal may ask Microsoft which authority hosts exist; not for a cloud that Microsoft does not list. */
  instanceDiscovery: boolean;
  /** Client id of our multi-tenant app registration. */
  clientId: string;
  /** The application's name as administrators see it. */
  applicationName: string;
  /** From where the service calls vaults: IPv4 addresses or ranges, for their firewalls; absent where nobody said. */
  outboundAddresses?: readonly string[];
}

export interface ConsentSettings {
  /** Addresses that a browser may be sent back to: exact, or an origin and path prefix ending in `/`. */
  returnUrls: string[];
  /** Template ids of directory roles of which a person needs one; `anyone` accepts every member of the tenant. */
  requiredRoles: string[] | 'anyone';
  /** Where Entra sends the browser. */
  redirectUri: string;
}

export interface ExpirySettings {
  /** How long before a secret expires it is told, in days. */
  noticeDays: number;
}

export type ClientCredential = { kind: 'secret'; secret: string } | { kind: 'certificate'; path: string };

export interface TokenIssuer {
  issuer: string;
  audience: string;
  /** Absent: found by the issuer's discovery document. */
  jwksUrl?: string;
  organizationClaim: string;
  roleClaim: string;
}

/** Where spans and measurements go; at least one of the two. */
export interface TelemetryExport {
  /** Connection string of Application Insights. */
  applicationInsights?: string;
  /** Base address of an OTLP/HTTP collector. */
  otlpEndpoint?: string;
  serviceName: string;
}

export interface Config {
  storage: { connectionString: string };
  keyFile: string;
  publicUrl: string;
  azure: AzureCloud;
  credential: ClientCredential;
  consent: ConsentSettings;
  expiry: ExpirySettings;
  receivers: ReceiverRules;
  /** When the access to all vaults is tested. */
  checkSchedule: Schedule;
  tokenIssuer?: TokenIssuer;
  /** Absent: nothing is exported. */
  telemetry?: TelemetryExport;
}

/** Authority hosts, vault suffixes and scopes: https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates */
const clouds = {
  public: ['https://login.microsoftonline.com', 'vault.azure.net', 'https://portal.azure.com'],
  usgov: ['https://login.microsoftonline.us', 'vault.usgovcloudapi.net', 'https://portal.azure.us'],
  china: ['https://login.partner.microsoftonline.cn', 'vault.azure.cn', 'https://portal.azure.cn'],
} as const;

/** Global, Privileged Role, Application and Cloud Application Administrator. */
const administratorRoles = [
  '62e90394-69f5-4237-9190-012177145e10',
  'e8611ab8-c189-46e8-94e1-60213ab1f814',
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  '158c047a-c907-4556-b7ef-446551a6b5f7',
];

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

const schedule = z.string().transform((text, context) => {
  const parsed = parseSchedule(text);
  if (parsed !== undefined) return parsed;
  const message = `not a schedule: six NCRONTAB fields, seconds first, turns at least a minute apart (${JSON.stringify(text)})`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

/** Every 15 minutes. */
const everyQuarter = '0 */15 * * * *';

const origin = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));

const settings = z.object({
  AzureWebJobsStorage: z.string().min(1),
  KEY_FILE: z.string().min(1),
  PUBLIC_URL: origin,
  AZURE_CLOUD: z.enum(['public', 'usgov', 'china', 'custom']).default('public'),
  AZURE_AUTHORITY_HOST: origin.optional(),
  AZURE_KEY_VAULT_SUFFIX: z.string().min(1).optional(),
  AZURE_KEY_VAULT_SCOPE: z.string().endsWith('/.default').optional(),
  AZURE_PORTAL_URL: origin.optional(),
  ENTRA_CLIENT_ID: z.guid(),
  ENTRA_APPLICATION_NAME: z.string().min(1).default('Key Vault Integration'),
  ENTRA_CLIENT_SECRET: z.string().min(1).optional(),
  ENTRA_CLIENT_CERTIFICATE_PATH: z.string().min(1).optional(),
  CONSENT_RETURN_URLS: list.pipe(z.array(z.url({ protocol: /^https?$/ }))).default([]),
  CONSENT_REQUIRED_ROLES: z
    .union([z.literal('anyone'), list.pipe(z.array(z.guid()).min(1))])
    .default(administratorRoles),
  EXPIRY_NOTICE_DAYS: z.coerce.number().int().min(1).max(3_650).default(30),
  WEBHOOK_ALLOWED_HOSTS: list
    .pipe(
      z.array(
        z
          .string()
          .toLowerCase()
          .regex(/^[a-z0-9_-]+(\.[a-z0-9_-]+)*(:\d{1,5})?$/, 'a host, or host:port'),
      ),
    )
    .default([]),
  WEBHOOK_ALLOWED_PORTS: list
    .pipe(z.array(z.string().transform(Number).pipe(z.int().min(1).max(65_535))).min(1))
    .default([443]),
  CHECK_SCHEDULE: schedule.prefault(everyQuarter),
  OUTBOUND_IP_ADDRESSES: list
    .pipe(z.array(z.union([z.ipv4(), z.cidrv4()], 'not an IPv4 address or range')))
    .default([]),
  JWT_ISSUER: z.url().optional(),
  JWT_AUDIENCE: z.string().min(1).optional(),
  JWT_JWKS_URL: z.url().optional(),
  JWT_ORGANIZATION_CLAIM: z.string().min(1).default('organization'),
  JWT_ROLE_CLAIM: z.string().min(1).default('role'),
  APPLICATIONINSIGHTS_CONNECTION_STRING: z
    .string()
    // Also what the exporter insists on; its own complaint would come at the first request only.
    .regex(/(^|;)\s*InstrumentationKey=[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\s*(;|$)/i, 'no connection string')
    .optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: origin.optional(),
  OTEL_SERVICE_NAME: z.string().min(1).default('key-vault-integration'),
});

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** All faults, each naming its setting. */
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The configuration is not valid:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

/** Reads the settings (environment variables), reporting all faults together. Empty settings count as absent. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const values = parse(settings, environment);
  const faults: string[] = [];

  if (values.AZURE_CLOUD === 'custom') {
    for (const name of ['AZURE_AUTHORITY_HOST', 'AZURE_KEY_VAULT_SUFFIX', 'AZURE_KEY_VAULT_SCOPE'] as const) {
      if (values[name] === undefined) faults.push(`${name}: needed with AZURE_CLOUD=custom`);
    }
  }
  if ((values.ENTRA_CLIENT_SECRET === undefined) === (values.ENTRA_CLIENT_CERTIFICATE_PATH === undefined)) {
    faults.push('ENTRA_CLIENT_SECRET or ENTRA_CLIENT_CERTIFICATE_PATH: exactly one is needed');
  }
  if ((values.JWT_ISSUER === undefined) !== (values.JWT_AUDIENCE === undefined)) {
    faults.push('JWT_ISSUER and JWT_AUDIENCE: both are needed, or neither');
  }
  if (faults.length > 0) throw new ConfigError(faults);

  return {
    storage: { connectionString: values.AzureWebJobsStorage },
    keyFile: values.KEY_FILE,
    publicUrl: values.PUBLIC_URL,
    azure: {
      ...azureCloud(values),
      clientId: values.ENTRA_CLIENT_ID,
      applicationName: values.ENTRA_APPLICATION_NAME,
      outboundAddresses: values.OUTBOUND_IP_ADDRESSES,
    },
    credential:
      values.ENTRA_CLIENT_CERTIFICATE_PATH === undefined
        ? { kind: 'secret', secret: values.ENTRA_CLIENT_SECRET ?? '' }
        : { kind: 'certificate', path: values.ENTRA_CLIENT_CERTIFICATE_PATH },
    checkSchedule: values.CHECK_SCHEDULE,
    consent: {
      returnUrls: values.CONSENT_RETURN_URLS,
      requiredRoles: values.CONSENT_REQUIRED_ROLES,
      redirectUri: `${values.PUBLIC_URL}/api/v1/integrations/azure/key_vault/callback`,
    },
    expiry: { noticeDays: values.EXPIRY_NOTICE_DAYS },
    receivers: { ports: values.WEBHOOK_ALLOWED_PORTS, hosts: values.WEBHOOK_ALLOWED_HOSTS },
    ...(values.JWT_ISSUER !== undefined && values.JWT_AUDIENCE !== undefined
      ? {
          tokenIssuer: {
            issuer: values.JWT_ISSUER,
            audience: values.JWT_AUDIENCE,
            jwksUrl: values.JWT_JWKS_URL,
            organizationClaim: values.JWT_ORGANIZATION_CLAIM,
            roleClaim: values.JWT_ROLE_CLAIM,
          },
        }
      : {}),
    ...telemetryOf(values),
  };
}

/** The one setting that is needed before anything runs: the platform is told the schedule when the app is loaded. */
export function readCheckSchedule(environment: Record<string, string | undefined>): Schedule {
  return parse(settings.pick({ CHECK_SCHEDULE: true }), environment).CHECK_SCHEDULE;
}

function parse<T extends z.ZodType>(schema: T, environment: Record<string, string | undefined>): z.output<T> {
  const present = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(present);
  if (parsed.success) return parsed.data;
  throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
}

function telemetryOf(values: z.infer<typeof settings>): Pick<Config, 'telemetry'> {
  const applicationInsights = values.APPLICATIONINSIGHTS_CONNECTION_STRING;
  const otlpEndpoint = values.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (applicationInsights === undefined && otlpEndpoint === undefined) return {};
  return { telemetry: { applicationInsights, otlpEndpoint, serviceName: values.OTEL_SERVICE_NAME } };
}

function azureCloud(values: z.infer<typeof settings>): Omit<AzureCloud, 'clientId' | 'applicationName'> {
  if (values.AZURE_CLOUD === 'custom') {
    return {
      authorityHost: values.AZURE_AUTHORITY_HOST ?? '',
      vaultSuffix: values.AZURE_KEY_VAULT_SUFFIX ?? '',
      vaultScope: values.AZURE_KEY_VAULT_SCOPE ?? '',
      portalUrl: values.AZURE_PORTAL_URL ?? 'https://portal.azure.com',
      instanceDiscovery: false,
    };
  }
  const [authorityHost, vaultSuffix, portalUrl] = clouds[values.AZURE_CLOUD];
  return {
    authorityHost,
    vaultSuffix,
    vaultScope: `https://${vaultSuffix}/.default`,
    portalUrl,
    instanceDiscovery: true,
  };
}
