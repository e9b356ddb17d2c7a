import { z } from 'zod';
import { type AzureCloudAddresses, azureCloud } from './azure-cloud.ts';
import { list, origin } from './fields.ts';
import { group } from './setting.ts';

/** One Azure cloud, and what our application is in it. */
export interface AzureCloud extends AzureCloudAddresses {
  /** Client id of our multi-tenant app registration. */
  clientId: string;
  /** The application's name as administrators see it. */
  applicationName: string;
  /** From where the service calls vaults: IPv4 addresses or ranges, for their firewalls; absent where nobody said. */
  outboundAddresses?: readonly string[];
}

/** How the service proves to Entra, in customers' tenants, that it is the application. */
export type ClientCredential =
  | { kind: 'secret'; secret: string }
  | { kind: 'certificate'; path: string }
  | {
      kind: 'managed-identity';
      /** Of the user-assigned managed identity that the registration trusts by a federated credential. */
      clientId: string;
      /** Of the federated credential, e.g. `api://AzureADTokenExchange`. */
      audience: string;
    };

export interface AzureConfig {
  azure: AzureCloud;
  credential: ClientCredential;
}

const credentials = [
  'ENTRA_MANAGED_IDENTITY_CLIENT_ID',
  'ENTRA_CLIENT_CERTIFICATE_PATH',
  'ENTRA_CLIENT_SECRET',
] as const;

/** Of federated credentials: https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity */
const exchangeAudiences = {
  public: 'api://AzureADTokenExchange',
  usgov: 'api://AzureADTokenExchangeUSGov',
  china: 'api://AzureADTokenExchangeChina',
  custom: 'api://AzureADTokenExchange',
};

const customCloud = ['AZURE_AUTHORITY_HOST', 'AZURE_KEY_VAULT_SUFFIX', 'AZURE_KEY_VAULT_SCOPE'] as const;

export const azure = group({
  title: 'The application at Entra, and its cloud',
  settings: {
    ENTRA_CLIENT_ID: {
      meaning: 'Application (client) id of the app registration.',
      schema: z.guid('not a GUID'),
      example: '11111111-2222-4333-8444-555555555555',
    },
    ENTRA_APPLICATION_NAME: {
      meaning: 'Its name, for the remedies that customers read.',
      schema: z.string(),
      example: 'Contoso Vaults',
      default: 'Key Vault Integration',
    },
    ENTRA_MANAGED_IDENTITY_CLIENT_ID: {
      meaning:
        "The application's credential where there is to be no secret: client id of the user-assigned managed identity that the registration trusts by a federated credential. Exactly one of the three credentials is needed.",
      schema: z.guid('not a GUID'),
      example: '22222222-3333-4444-8555-666666666666',
      optional: true,
    },
    ENTRA_CLIENT_SECRET: {
      meaning: "The application's credential, where it is a secret.",
      schema: z.string(),
      example: 'replace-me',
      optional: true,
    },
    ENTRA_CLIENT_CERTIFICATE_PATH: {
      meaning: "The application's credential, where it is a certificate: a file with key and certificate as PEM.",
      schema: z.string(),
      example: '/mounts/keys/application.pem',
      optional: true,
    },
    OUTBOUND_IP_ADDRESSES: {
      meaning:
        'From where the app calls vaults: IPv4 addresses or ranges, with commas between. Customers are told to let them through their firewalls.',
      schema: list.pipe(z.array(z.union([z.ipv4(), z.cidrv4()], 'not an IPv4 address or range'))),
      example: '20.1.2.3, 20.1.4.0/24',
      default: '',
    },
    AZURE_CLOUD: {
      meaning: '`public`, `usgov`, `china`, or `custom` with the addresses that follow.',
      schema: z.enum(['public', 'usgov', 'china', 'custom'], 'none of public, usgov, china, custom'),
      example: 'usgov',
      default: 'public',
    },
    AZURE_AUTHORITY_HOST: {
      meaning: 'Origin of Entra; needed with `custom`, otherwise not looked at.',
      schema: origin,
      example: 'https://login.cloud.example',
      optional: true,
    },
    AZURE_KEY_VAULT_SUFFIX: {
      meaning: "What follows a vault's name in its host name; needed with `custom`, otherwise not looked at.",
      schema: z.string(),
      example: 'vault.cloud.example',
      optional: true,
    },
    AZURE_KEY_VAULT_SCOPE: {
      meaning: 'Scope of tokens for vaults; needed with `custom`, otherwise not looked at.',
      schema: z.string().endsWith('/.default', 'does not end with /.default'),
      example: 'https://vault.cloud.example/.default',
      optional: true,
    },
    AZURE_PORTAL_URL: {
      meaning: 'Origin of the Azure portal, for links in remedies; looked at with `custom` only.',
      schema: origin,
      example: 'https://portal.cloud.example',
      default: 'https://portal.azure.com',
    },
  },
  faults(given, { AZURE_CLOUD }) {
    const missing = AZURE_CLOUD === 'custom' ? customCloud.filter((name) => !given.has(name)) : [];
    const oneCredential = credentials.filter((name) => given.has(name)).length === 1;
    return [
      ...missing.map((name) => `${name}: needed with AZURE_CLOUD=custom`),
      ...(oneCredential ? [] : [`${credentials.join(', ')}: exactly one of them is needed`]),
    ];
  },
  read: (values): AzureConfig => ({
    azure: {
      ...(values.AZURE_CLOUD === 'custom'
        ? {
            authorityHost: values.AZURE_AUTHORITY_HOST ?? '',
            vaultSuffix: values.AZURE_KEY_VAULT_SUFFIX ?? '',
            vaultScope: values.AZURE_KEY_VAULT_SCOPE ?? '',
            portalUrl: values.AZURE_PORTAL_URL,
            instanceDiscovery: false,
          }
        : azureCloud(values.AZURE_CLOUD)),
      clientId: values.ENTRA_CLIENT_ID,
      applicationName: values.ENTRA_APPLICATION_NAME,
      outboundAddresses: values.OUTBOUND_IP_ADDRESSES,
    },
    credential: credentialOf(values),
  }),
});

function credentialOf(values: {
  AZURE_CLOUD: keyof typeof exchangeAudiences;
  ENTRA_MANAGED_IDENTITY_CLIENT_ID?: string;
  ENTRA_CLIENT_CERTIFICATE_PATH?: string;
  ENTRA_CLIENT_SECRET?: string;
}): ClientCredential {
  const { ENTRA_MANAGED_IDENTITY_CLIENT_ID: clientId, ENTRA_CLIENT_CERTIFICATE_PATH: path } = values;
  if (clientId !== undefined) {
    return { kind: 'managed-identity', clientId, audience: exchangeAudiences[values.AZURE_CLOUD] };
  }
  if (path !== undefined) return { kind: 'certificate', path };
  return { kind: 'secret', secret: values.ENTRA_CLIENT_SECRET ?? '' };
}
