import { randomUUID } from 'node:crypto';
import { registerInBrowser } from '../sandbox/cloud/register-in-browser.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';
import type { Role } from '../shared/domain/principal.ts';

/** One person for each role that sees another portal. */
const people: readonly [name: string, role: Role][] = [
  ['Olivia Owner', 'OWNER'],
  ['Adam Admin', 'ADMIN'],
  ['Vera Viewer', 'VIEWER'],
  ['Nora Nosecrets', 'NO_SECRETS'],
];

export interface PortalSignIn {
  /** For the app. */
  settings: Record<string, string>;
  /** Lets people come back to the portal at this origin. */
  admit(origin: string): void;
  /** Gives the provider's tenant the organization's people, unless it has them. */
  addPeople(organizationId: string): void;
}

/** How people sign in to the portal on this machine: by the provider's own tenant at the sandbox's Entra. */
export function arrangePortalSignIn({ cloud, entra }: Sandbox): PortalSignIn {
  const provider = cloud.model.tenants.find(({ name }) => name === 'Provider');
  if (provider === undefined) throw new Error('the local cloud has no tenant of the provider');
  const claims = { organization: 'organization', role: 'role' };
  const application = registerInBrowser(cloud, {
    name: 'Key Vault Integration Portal',
    tenantId: provider.id,
    mappedClaims: Object.values(claims),
  });
  return {
    settings: {
      JWT_ISSUER: `${entra.authorityHost}/${provider.id}/v2.0`,
      JWT_AUDIENCE: application.clientId,
      PORTAL_CLIENT_ID: application.clientId,
    },
    admit(origin) {
      application.redirectUris = [`${origin}/portal/signed-in`, `${origin}/portal/`];
      cloud.changed();
    },
    addPeople(organizationId) {
      for (const [name, role] of people) {
        const userPrincipalName = `${name.split(' ')[0]?.toLowerCase()}@${provider.domain}`;
        if (cloud.model.users.some((user) => user.userPrincipalName === userPrincipalName)) continue;
        const attributes = { [claims.organization]: organizationId, [claims.role]: role };
        const user = { id: randomUUID(), tenantId: provider.id, userPrincipalName, name, attributes };
        // First among the accounts that Entra's page offers.
        cloud.model.users.unshift({ ...user, kind: 'member', directoryRoles: [] });
      }
      cloud.changed();
    },
  };
}
