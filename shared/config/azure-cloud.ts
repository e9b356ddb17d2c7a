/** Where one Azure cloud's services are. */
export interface AzureCloudAddresses {
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
}

/** Authority hosts, vault suffixes and scopes: https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates */
const clouds = {
  public: ['https://login.microsoftonline.com', 'vault.azure.net', 'https://portal.azure.com'],
  usgov: ['https://login.microsoftonline.us', 'vault.usgovcloudapi.net', 'https://portal.azure.us'],
  china: ['https://login.partner.microsoftonline.cn', 'vault.azure.cn', 'https://portal.azure.cn'],
} as const;

/** One of the clouds that Microsoft runs. */
export function azureCloud(name: keyof typeof clouds): AzureCloudAddresses {
  const [authorityHost, vaultSuffix, portalUrl] = clouds[name];
  return {
    authorityHost,
    vaultSuffix,
    vaultScope: `https://${vaultSuffix}/.default`,
    portalUrl,
    instanceDiscovery: true,
  };
}
