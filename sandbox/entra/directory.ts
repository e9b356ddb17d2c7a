import type { Cloud } from '../cloud/cloud.ts';
import { directoryRoles, personalAccountsTenant } from '../cloud/identifiers.ts';
import type { Application, ServicePrincipal, User } from '../cloud/model.ts';

const administratorRoles = new Set<string>(Object.values(directoryRoles));

/** The registration of a client id, wherever its home is. */
export function findApplication(cloud: Cloud, clientId: string): Application | undefined {
  const wanted = clientId.toLowerCase();
  return cloud.model.applications.find((application) => application.clientId.toLowerCase() === wanted);
}

/** An account by id or by user principal name, which scripts find easier to know. */
export function findUser(cloud: Cloud, idOrName: string): User | undefined {
  const wanted = idOrName.toLowerCase();
  return cloud.user(idOrName) ?? cloud.model.users.find((user) => user.userPrincipalName.toLowerCase() === wanted);
}

/** Whether the person may consent for the whole tenant. */
export function isAdministrator(user: User): boolean {
  return user.directoryRoles.some((role) => administratorRoles.has(role));
}

/**
 * What consent leaves behind: the application's "Enterprise application" in the tenant. Personal accounts have no directory
 * that could hold one; they are asked at every sign-in.
 */
export function ensureServicePrincipal(
  cloud: Cloud,
  { tenantId, clientId, uuid }: { tenantId: string; clientId: string; uuid: () => string },
): ServicePrincipal | undefined {
  if (tenantId === personalAccountsTenant) return undefined;
  const existing = cloud.servicePrincipal(tenantId, clientId);
  if (existing) return existing;
  const created = cloud.now();
  const effective = created + (cloud.tenant(tenantId)?.consentPropagation ?? 0);
  const principal = { id: uuid(), tenantId, clientId, enabled: true, created, effective };
  cloud.model.servicePrincipals.push(principal);
  cloud.changed();
  return principal;
}
