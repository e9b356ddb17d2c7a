import type { Application } from '../cloud/model.ts';
import { AadstsFault } from './aadsts-fault.ts';
import type { ClientProof } from './authenticate-client.ts';
import type { Authority } from './authority.ts';
import type { EntraContext } from './context.ts';
import { appTokenClaims, tokenLifetime } from './token-claims.ts';

/** Resources that tokens can be had for; Key Vault's is this cloud's scope without `/.default`. */
const resources = ['https://vault.localhost', 'https://graph.microsoft.com'];

/**
 * The tenant of an app-only token has to be named: https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 * has 9001023 for `common` and `consumers`, 50059 for the rest of it.
 */
export function namedTenant(authority: Authority) {
  if (authority.kind === 'organizations') throw new AadstsFault(50059);
  if (authority.kind !== 'tenant') throw new AadstsFault(9001023);
  return authority.tenant;
}

/** The principal that acts; throws 7000229 while there is none or it has not reached the token service, 7000112 if disabled. */
export function actingPrincipal({ cloud }: EntraContext, application: Application, tenantId: string) {
  const { clientId, name } = application;
  const principal = cloud.servicePrincipal(tenantId, clientId);
  if (principal === undefined || principal.effective > cloud.now()) {
    // A registration of one tenant is unknown to the others; one for many is known, and only its principal missing.
    throw application.multiTenant || application.homeTenantId === tenantId
      ? new AadstsFault(7000229, { clientId, tenant: tenantId })
      : new AadstsFault(700016, { clientId, tenant: cloud.tenant(tenantId)?.name ?? tenantId });
  }
  if (!principal.enabled) throw new AadstsFault(7000112, { clientId, name });
  return principal;
}

/** The resource of a scope, which has to be exactly one and end in `/.default`. */
export function resourceOf(scope: string | undefined, tenantName: string): string {
  const [only, ...more] = (scope ?? '').split(/\s+/).filter((word) => word !== '');
  if (only === undefined) throw new AadstsFault(900144, { parameter: 'scope' });
  if (more.length > 0) throw new AadstsFault(70011, { scope: scope ?? '' });
  if (!only.endsWith('/.default')) throw new AadstsFault(1002012, { scope: only });
  const resource = only.slice(0, -'/.default'.length);
  if (!URL.canParse(resource)) throw new AadstsFault(70011, { scope: only });
  if (!resources.includes(resource)) throw new AadstsFault(500011, { resource, tenant: tenantName });
  return resource;
}

/** The success of a client credentials grant. https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
export async function issueAppToken(
  context: EntraContext,
  grant: Parameters<typeof appTokenClaims>[0] & { proof: ClientProof },
): Promise<Record<string, unknown>> {
  const issuing = { authorityHost: context.authorityHost, now: context.cloud.now(), uuid: context.uuid };
  return {
    token_type: 'Bearer',
    expires_in: tokenLifetime - 1,
    ext_expires_in: tokenLifetime - 1,
    access_token: await context.keys.sign(appTokenClaims(grant, issuing)),
  };
}
