import type { Application, User } from '../cloud/model.ts';
import type { EntraContext } from './context.ts';
import { apiTokenClaims, idTokenClaims, isOwnApiScope, tokenLifetime, userTokenClaims } from './token-claims.ts';

/**
 * The token endpoint's answer for a person. Only applications in the browser have an API of their own and refresh tokens here:
 * no other one of this cloud asks for them.
 */
export async function userTokens(
  { cloud, authorityHost, keys, uuid, refreshTokens }: EntraContext,
  subject: { user: User; application: Application; scopes: string[]; nonce?: string },
): Promise<Record<string, unknown>> {
  const { user, application, scopes } = subject;
  const issuing = { authorityHost, now: cloud.now(), uuid };
  const accessClaims = scopes.some((scope) => isOwnApiScope(scope, application)) ? apiTokenClaims : userTokenClaims;
  return {
    token_type: 'Bearer',
    scope: scopes.filter((scope) => scope !== 'offline_access').join(' '),
    expires_in: tokenLifetime - 1,
    ext_expires_in: tokenLifetime - 1,
    access_token: await keys.sign(accessClaims(subject, issuing)),
    ...(scopes.includes('openid') ? { id_token: await keys.sign(idTokenClaims(subject, issuing)) } : {}),
    ...(application.public && scopes.includes('offline_access')
      ? { refresh_token: refreshTokens.put({ clientId: application.clientId, userId: user.id, scopes }) }
      : {}),
  };
}
