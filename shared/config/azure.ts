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

export type ClientCredential = { kind: 'secret'; secret: string } | { kind: 'certificate'; path: string };

export interface AzureConfig {
  azure: AzureCloud;
  credential: ClientCredential;
}

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
    ENTRA_CLIENT_SECRET: {
      meaning: "The application's credential, unless it is a certificate: exactly one of the two is needed.",
      schema: z.string(),
      example: 'replace-me',
      optional: true,
    },
    ENTRA_CLIENT_CERTIFICATE_PATH: {
      meaning: "The application's credential, unless it is a secret: a file with key and certificate as PEM.",
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
    const oneCredential = given.has('ENTRA_CLIENT_SECRET') !== given.has('ENTRA_CLIENT_CERTIFICATE_PATH');
    return [
      ...missing.map((name) => `${name}: needed with AZURE_CLOUD=custom`),
      ...(oneCredential ? [] : ['ENTRA_CLIENT_SECRET or ENTRA_CLIENT_CERTIFICATE_PATH: exactly one is needed']),
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
    credential:
      values.ENTRA_CLIENT_CERTIFICATE_PATH === undefined
        ? { kind: 'secret', secret: values.ENTRA_CLIENT_SECRET ?? '' }
        : { kind: 'certificate', path: values.ENTRA_CLIENT_CERTIFICATE_PATH },
  }),
});
