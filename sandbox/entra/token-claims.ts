import { createHash } from 'node:crypto';
import type { JWTPayload } from 'jose';
import type { Application, ServicePrincipal, User } from '../cloud/model.ts';
import type { ClientProof } from './authenticate-client.ts';

/** Seconds that tokens live. */
export const tokenLifetime = 3_600;

/** Every member has this one in `wids`: the role template "User". */
const ordinaryUser = 'b79fbf4d-3ef9-4689-8143-76b194e85509';

const graph = '00000003-0000-0000-c000-000000000000';

interface Issuing {
  authorityHost: string;
  /** Milliseconds since 1970. */
  now: number;
  uuid: () => string;
}

function validity(now: number): { iat: number; nbf: number; exp: number } {
  const seconds = Math.floor(now / 1000);
  return { iat: seconds, nbf: seconds, exp: seconds + tokenLifetime };
}

/** `sub` is another for every application. */
const pairwiseSubject = (user: User, clientId: string) =>
  createHash('sha256').update(`${clientId}/${user.id}`).digest('base64url');

/**
 * An id_token, version 2.0. `profile` adds who the person is; `acct` and `wids` come only if the registration asks for them.
 * https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference
 */
export function idTokenClaims(
  subject: { user: User; application: Application; scopes: string[]; nonce?: string },
  { authorityHost, now, uuid }: Issuing,
): JWTPayload {
  const { user, application, scopes, nonce } = subject;
  const wants = (claim: 'wids' | 'acct') => application.optionalClaims.includes(claim);
  return {
    iss: `${authorityHost}/${user.tenantId}/v2.0`,
    aud: application.clientId,
    ...validity(now),
    tid: user.tenantId,
    sub: pairwiseSubject(user, application.clientId),
    ...(scopes.includes('profile')
      ? { oid: user.id, name: user.name, preferred_username: user.userPrincipalName }
      : {}),
    ...(scopes.includes('email') ? { email: user.userPrincipalName } : {}),
    ...(nonce === undefined ? {} : { nonce }),
    ...(wants('acct') && user.kind !== 'personal' ? { acct: user.kind === 'guest' ? 1 : 0 } : {}),
    ...(wants('wids') && user.kind !== 'personal' ? { wids: directoryRolesOf(user) } : {}),
    uti: uuid(),
    ver: '2.0',
  };
}

const directoryRolesOf = ({ kind, directoryRoles }: User) =>
  kind === 'member' ? [...directoryRoles, ordinaryUser] : directoryRoles;

/** What a sign-in gives access to: the person's own profile in Microsoft Graph, for the API of which this cloud has none. */
export function userTokenClaims(
  subject: { user: User; application: Application; scopes: string[] },
  { now, uuid }: Issuing,
): JWTPayload {
  const { user, application, scopes } = subject;
  return {
    iss: `https://sts.localhost/${user.tenantId}/`,
    aud: graph,
    ...validity(now),
    tid: user.tenantId,
    oid: user.id,
    sub: pairwiseSubject(user, graph),
    appid: application.clientId,
    idtyp: 'user',
    scp: scopes.join(' '),
    uti: uuid(),
    ver: '1.0',
  };
}

/** Whether a scope is one of the application's own API: `api://{client id}/…` or `{client id}/.default`. */
export function isOwnApiScope(scope: string, { clientId }: Application): boolean {
  const id = clientId.toLowerCase();
  return [`api://${id}/`, `${id}/`].some((start) => scope.toLowerCase().startsWith(start));
}

/**
 * An access token of version 2.0 for the API of the application itself, with the claims that its mapping adds.
 * https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
export function apiTokenClaims(
  subject: { user: User; application: Application; scopes: string[] },
  { authorityHost, now, uuid }: Issuing,
): JWTPayload {
  const { user, application, scopes } = subject;
  const { mappedClaims = [] } = application;
  const attributes = Object.entries(user.attributes ?? {}).filter(([name]) => mappedClaims.includes(name));
  return {
    iss: `${authorityHost}/${user.tenantId}/v2.0`,
    aud: application.clientId,
    ...validity(now),
    tid: user.tenantId,
    oid: user.id,
    sub: pairwiseSubject(user, application.clientId),
    azp: application.clientId,
    azpacr: '0',
    name: user.name,
    preferred_username: user.userPrincipalName,
    scp: scopes
      .filter((scope) => isOwnApiScope(scope, application))
      .map((scope) => scope.slice(scope.lastIndexOf('/') + 1))
      .join(' '),
    ...Object.fromEntries(attributes),
    uti: uuid(),
    ver: '2.0',
  };
}

/**
 * An app-only access token, version 1.0 as Key Vault asks for.
 * https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
export function appTokenClaims(
  subject: { principal: ServicePrincipal; resource: string; proof: ClientProof },
  { now, uuid }: Issuing,
): JWTPayload {
  const { principal, resource, proof } = subject;
  const issuer = `https://sts.localhost/${principal.tenantId}/`;
  return {
    iss: issuer,
    aud: resource,
    ...validity(now),
    tid: principal.tenantId,
    oid: principal.id,
    sub: principal.id,
    appid: principal.clientId,
    appidacr: proof,
    idp: issuer,
    idtyp: 'app',
    uti: uuid(),
    ver: '1.0',
  };
}
