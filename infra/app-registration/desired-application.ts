import type { Desired, FederatedCredential } from './application.ts';

/** The cloud and tenant that the CLI is signed in to. */
export interface SignedIn {
  /** As the CLI names it. */
  cloud: string;
  tenantId: string;
}

/**
 * Who issues a managed identity's tokens, and for whom. The CLI's own endpoint of the China cloud is an older name.
 * https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity
 */
const clouds: Record<string, { authority: string; audience: string }> = {
  AzureCloud: { authority: 'https://login.microsoftonline.com', audience: 'api://AzureADTokenExchange' },
  AzureUSGovernment: { authority: 'https://login.microsoftonline.us', audience: 'api://AzureADTokenExchangeUSGov' },
  AzureChinaCloud: {
    authority: 'https://login.partner.microsoftonline.cn',
    audience: 'api://AzureADTokenExchangeChina',
  },
};

/** Path of the address that Entra sends browsers back to; the service knows it by the same. */
const callback = '/api/v1/integrations/azure/key_vault/callback';

/** What the application should be. Throws where an address is none that Entra would take, or a cloud is not known. */
export function desiredApplication(
  options: { displayName: string; publicUrls: string[]; managedIdentity?: string },
  signedIn: SignedIn,
): Desired {
  const { displayName, publicUrls, managedIdentity } = options;
  return {
    displayName,
    ...(publicUrls.length === 0 ? {} : { redirectUris: publicUrls.map(redirectUri) }),
    ...(managedIdentity === undefined ? {} : { federatedCredential: credentialFor(managedIdentity, signedIn) }),
  };
}

function credentialFor(managedIdentity: string, { cloud, tenantId }: SignedIn): FederatedCredential {
  const known = clouds[cloud];
  if (known === undefined) throw new Error(`the cloud ${cloud} is not known`);
  return {
    name: `managed-identity-${managedIdentity}`,
    issuer: `${known.authority}/${tenantId}/v2.0`,
    subject: managedIdentity,
    audiences: [known.audience],
  };
}

function redirectUri(publicUrl: string): string {
  const url = URL.canParse(publicUrl) ? new URL(publicUrl) : undefined;
  const local = url?.protocol === 'http:' && url.hostname === 'localhost';
  if (url === undefined || (url.protocol !== 'https:' && !local)) {
    throw new Error(`${publicUrl} is no https address (http only for localhost)`);
  }
  return `${url.origin}${callback}`;
}
