import { timingSafeEqual } from 'node:crypto';
import type { JWTPayload } from 'jose';
import type { ManagedIdentity } from '../cloud/model.ts';
import { identityTokenClaims } from './identity-tokens.ts';

export interface TokenRequest {
  method: string;
  /** Path and query. */
  target: string;
  /** `X-IDENTITY-HEADER`: proof that the request was not brought about by somebody outside. */
  secret: string | undefined;
}

export interface TokenRequestContext {
  /** Those that are assigned to the app. */
  identities: readonly ManagedIdentity[];
  secret: string;
  authorityHost: string;
  now: number;
  uuid: () => string;
  sign(claims: JWTPayload): Promise<string>;
}

const apiVersion = '2019-08-01';
/** Names of the three ids that a request may name an identity by; the sandbox's identities have two of them. */
const names = ['client_id', 'principal_id', 'mi_res_id'] as const;

/**
 * `GET /msi/token`, as App Service and Functions offer it to the app.
 * https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference
 */
export async function answerTokenRequest(
  request: TokenRequest,
  context: TokenRequestContext,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const refuse = (status: number, message: string) => ({
    status,
    body: { statusCode: status, message, correlationId: context.uuid() },
  });
  const url = new URL(request.target, 'http://localhost');
  if (url.pathname.toLowerCase() !== '/msi/token') return refuse(404, 'Not found.');
  if (request.method !== 'GET') return refuse(405, 'Method not allowed.');
  if (!sameText(request.secret ?? '', context.secret)) return refuse(401, 'The X-IDENTITY-HEADER is missing or wrong.');
  const asked = (name: string) => url.searchParams.get(name) ?? undefined;
  if (asked('api-version') !== apiVersion) {
    return refuse(400, `The HTTP resource does not support the API version '${asked('api-version') ?? ''}'.`);
  }
  const resource = asked('resource');
  if (resource === undefined || resource === '') return refuse(400, 'The parameter resource is missing.');
  const identity = findIdentity(context.identities, asked);
  if (identity === undefined) {
    return names.some((name) => asked(name) !== undefined)
      ? refuse(
          400,
          'No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.',
        )
      : refuse(400, 'No Managed Identity found for specified ClientId/ResourceId/PrincipalId.');
  }
  const claims = identityTokenClaims(identity, resource, context);
  if (claims === undefined) {
    return refuse(
      400,
      `AADSTS500011: The resource principal named ${resource} was not found in the tenant named ${identity.tenantId}.`,
    );
  }
  const body = {
    access_token: await context.sign(claims),
    expires_on: String(claims.exp),
    resource,
    token_type: 'Bearer',
    client_id: identity.clientId,
  };
  return { status: 200, body };
}

/** Only user-assigned identities are here: who names none asks for the app's own, and there is none. */
function findIdentity(
  identities: readonly ManagedIdentity[],
  asked: (name: (typeof names)[number]) => string | undefined,
): ManagedIdentity | undefined {
  const clientId = asked('client_id')?.toLowerCase();
  const principalId = asked('principal_id')?.toLowerCase();
  return identities.find((identity) => identity.clientId === clientId || identity.principalId === principalId);
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
