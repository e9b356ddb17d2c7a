import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { AadstsFault } from './aadsts-fault.ts';
import { authenticateClient } from './authenticate-client.ts';
import { type Authority, authoritySegment, findAuthority } from './authority.ts';
import { readClient } from './client-credential.ts';
import { actingPrincipal, issueAppToken, namedTenant, resourceOf } from './client-credentials.ts';
import type { EntraContext } from './context.ts';
import { findApplication } from './directory.ts';
import { type EntraRequest, type EntraResponse, jsonResponse } from './exchange.ts';
import { redeemCode } from './redeem-code.ts';
import { redeemRefreshToken } from './redeem-refresh-token.ts';

const fields = z.object({
  grant_type: z.string().min(1).optional(),
  scope: z.string().optional(),
});

/**
 * `POST /{tenant}/oauth2/v2.0/token`. The order of refusals is the service's: tenant, application, its principal, and only
 * then the credential.
 */
export async function token(context: EntraContext, request: EntraRequest): Promise<EntraResponse> {
  const { form } = request;
  const authority = findAuthority(context.cloud, request.segment);
  const delay = authority.kind === 'tenant' ? authority.tenant.tokenDelay : undefined;
  if (delay !== undefined) await wait(delay, undefined, { ref: false });
  const { grant_type: grant, scope } = fields.parse(form);
  if (grant === undefined) throw new AadstsFault(900144, { parameter: 'grant_type' });
  if (grant !== 'authorization_code' && grant !== 'refresh_token' && grant !== 'client_credentials') {
    throw new AadstsFault(70003, { grant });
  }

  const client = readClient(form, request.headers.authorization);
  const application = findApplication(context.cloud, client.clientId);
  if (application === undefined) {
    const tenant = authority.kind === 'tenant' ? authority.tenant.name : request.segment;
    throw new AadstsFault(700016, { clientId: client.clientId, tenant });
  }
  const rules = {
    now: context.cloud.now(),
    audiences: audiencesOf(context, request.segment, authority),
    ownKeys: context.keys.published(),
  };

  if (grant !== 'client_credentials') {
    await authenticateClient(application, client, rules);
    const redeem = grant === 'refresh_token' ? redeemRefreshToken : redeemCode;
    return success(await redeem(context, { authority, application, form }));
  }
  const tenant = namedTenant(authority);
  const principal = actingPrincipal(context, application, tenant.id);
  if (client.credential.kind === 'none') throw new AadstsFault(7000216);
  const proof = await authenticateClient(application, client, rules);
  const resource = resourceOf(scope, tenant.name);
  return success(await issueAppToken(context, { principal, resource, proof }));
}

const success = (body: unknown) => jsonResponse(200, body, { 'cache-control': 'no-store', pragma: 'no-cache' });

/** Assertions are for the token endpoint or the issuer, by any of the tenant's names. */
function audiencesOf({ authorityHost }: EntraContext, segment: string, authority: Authority): string[] {
  return [...new Set([segment, authoritySegment(authority)])].flatMap((name) => [
    `${authorityHost}/${name}/oauth2/v2.0/token`,
    `${authorityHost}/${name}/v2.0`,
  ]);
}
