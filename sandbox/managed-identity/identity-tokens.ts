import type { JWTPayload } from 'jose';
import type { ManagedIdentity } from '../cloud/model.ts';

/** Seconds that tokens of managed identities live: the platform keeps them for a day. */
export const identityTokenLifetime = 86_400;

/** The application id of "AAD Token Exchange Endpoint", the same everywhere; also what `api://AzureADTokenExchange` names. */
export const tokenExchange = {
  uris: ['api://AzureADTokenExchange', 'api://AzureADTokenExchangeUSGov', 'api://AzureADTokenExchangeChina'],
  applicationId: 'fb60f99c-7a34-4190-8149-302f77469936',
} as const;

const vaults = 'https://vault.localhost';
const storage = 'https://storage.azure.com';

interface Issuing {
  authorityHost: string;
  /** Milliseconds since 1970. */
  now: number;
  uuid: () => string;
}

/**
 * The claims of an identity's token for a resource; undefined when there is no such resource. Vaults and storage take
 * tokens of version 1.0, the exchange one of version 2.0, whose audience is an application id.
 * https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
export function identityTokenClaims(
  identity: ManagedIdentity,
  resource: string,
  issuing: Issuing,
): JWTPayload | undefined {
  if (tokenExchange.uris.some((uri) => uri === resource)) return exchangeClaims(identity, issuing);
  const plain = resource.replace(/\/$/, '');
  if (plain === vaults) return resourceClaims(identity, resource, 'https://sts.localhost', issuing);
  // The storage emulator accepts issuers of Microsoft's own clouds alone.
  if (plain === storage) return resourceClaims(identity, resource, 'https://sts.windows.net', issuing);
  return undefined;
}

function commonClaims({ principalId, tenantId }: ManagedIdentity, { now, uuid }: Issuing): JWTPayload {
  const seconds = Math.floor(now / 1000);
  return {
    iat: seconds,
    nbf: seconds,
    exp: seconds + identityTokenLifetime,
    tid: tenantId,
    oid: principalId,
    sub: principalId,
    idtyp: 'app',
    uti: uuid(),
  };
}

function exchangeClaims(identity: ManagedIdentity, issuing: Issuing): JWTPayload {
  return {
    ...commonClaims(identity, issuing),
    iss: `${issuing.authorityHost}/${identity.tenantId}/v2.0`,
    aud: tokenExchange.applicationId,
    azp: identity.clientId,
    azpacr: '2',
    ver: '2.0',
  };
}

function resourceClaims(identity: ManagedIdentity, resource: string, issuer: string, issuing: Issuing): JWTPayload {
  const iss = `${issuer}/${identity.tenantId}/`;
  return {
    ...commonClaims(identity, issuing),
    iss,
    idp: iss,
    aud: resource,
    appid: identity.clientId,
    appidacr: '2',
    ver: '1.0',
  };
}
