import { personalAccountsTenant } from '../cloud/identifiers.ts';
import { AadstsFault } from './aadsts-fault.ts';
import { type Authority, authoritySegment, findAuthority } from './authority.ts';
import type { EntraContext } from './context.ts';
import { type EntraRequest, type EntraResponse, jsonResponse } from './exchange.ts';

/** Anybody's page may read these documents. */
const everybody = { 'access-control-allow-origin': '*' };

/**
 * `GET /{tenant}/v2.0/.well-known/openid-configuration`. The shared authorities' issuer keeps `{tenantid}` as a placeholder,
 * since each token names its own tenant. https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc
 */
export function openIdConfiguration(context: EntraContext, request: EntraRequest): EntraResponse {
  const authority = authorityOf(context, request);
  const base = `${context.authorityHost}/${authoritySegment(authority)}`;
  return jsonResponse(
    200,
    {
      issuer: `${context.authorityHost}/${issuerSegment(authority)}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      token_endpoint: `${base}/oauth2/v2.0/token`,
      jwks_uri: `${base}/discovery/v2.0/keys`,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      response_types_supported: ['code'],
      response_modes_supported: ['query', 'fragment', 'form_post'],
      grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
      claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'nonce', 'name', 'preferred_username', 'tid', 'oid', 'ver'],
      request_uri_parameter_supported: false,
    },
    everybody,
  );
}

/** `GET /{tenant}/discovery/v2.0/keys`. */
export function signingKeySet(context: EntraContext, request: EntraRequest): EntraResponse {
  authorityOf(context, request);
  return jsonResponse(200, context.keys.published(), everybody);
}

/** `GET /common/discovery/instance`: which hosts belong to this cloud; msal asks for hosts that it does not know. */
export function instanceDiscovery({ authorityHost }: EntraContext, request: EntraRequest): EntraResponse {
  const { authorization_endpoint: endpoint } = request.query;
  if (endpoint === undefined) throw new AadstsFault(900144, { parameter: 'authorization_endpoint' });
  const { host } = new URL(authorityHost);
  const asked = URL.parse(endpoint);
  if (asked?.host !== host) throw new AadstsFault(50049, { instance: endpoint });
  const segment = asked.pathname.split('/')[1] ?? 'common';
  return jsonResponse(
    200,
    {
      tenant_discovery_endpoint: `${authorityHost}/${segment}/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    },
    everybody,
  );
}

/** These documents name an unknown tenant `invalid_tenant`; the token endpoint says `invalid_request`. */
function authorityOf({ cloud }: EntraContext, { segment }: EntraRequest): Authority {
  try {
    return findAuthority(cloud, segment);
  } catch (error) {
    if (!(error instanceof AadstsFault) || error.number !== 90002) throw error;
    throw new AadstsFault(90002, { tenant: segment }, { error: 'invalid_tenant', cause: error });
  }
}

function issuerSegment(authority: Authority): string {
  if (authority.kind === 'tenant') return authority.tenant.id;
  return authority.kind === 'consumers' ? personalAccountsTenant : '{tenantid}';
}
