import { directoryRoles, personalAccountsTenant } from './identifiers.ts';
import type { CloudModel, SecretEntry, Tenant, User } from './model.ts';
import { newSecretVersion, newVault } from './new-vault.ts';

export interface DefaultModelOptions {
  now: number;
  /** Random UUIDs. */
  uuid: () => string;
  redirectUris: string[];
}

const contosoSecrets: Record<string, string> = {
  'production-web-DATABASE-URL': 'postgres://web:correct-horse@db.contoso.example/web',
  'production-web-SESSION-KEY': 'uQ2mT9wz4Xk1',
  'production-billing-STRIPE-KEY': 'not-a-real-key-1',
  'staging-web-DATABASE-URL': 'postgres://web:battery-staple@db.staging.contoso.example/web',
  'staging-web-SESSION-KEY': 'p0Zr6Yb8Lm3',
  'staging-billing-STRIPE-KEY': 'not-a-real-key-2',
};

const legacySecrets: Record<string, string> = {
  'production-crm-API-TOKEN': 'legacy-token-1',
  'production-crm-SMTP-PASSWORD': 'legacy-password-1',
};

/**
 * A fresh local Azure: the provider's tenant with the app registration, two customers' tenants with people of every
 * kind, and vaults in which nothing is granted yet.
 */
export function defaultModel({ now, uuid, redirectUris }: DefaultModelOptions): CloudModel {
  const tenant = (name: string, userConsent: boolean): Tenant => ({
    id: uuid(),
    name,
    domain: `${name.toLowerCase().replaceAll(' ', '-')}.onmicrosoft.localhost`,
    userConsent,
  });
  const provider = tenant('Provider', true);
  const contoso = tenant('Contoso', false);
  const fabrikam = tenant('Fabrikam', true);
  const personal: Tenant = {
    id: personalAccountsTenant,
    name: 'Personal accounts',
    domain: 'outlook.localhost',
    userConsent: true,
  };

  return {
    version: 1,
    tenants: [provider, contoso, fabrikam, personal],
    users: [...staff(contoso, uuid), ...staff(fabrikam, uuid), person(personal, 'Pat Personal', 'personal', [], uuid)],
    applications: [
      {
        clientId: uuid(),
        name: 'Key Vault Integration',
        homeTenantId: provider.id,
        multiTenant: true,
        redirectUris,
        secrets: [{ id: uuid(), value: `${uuid()}${uuid()}`, expires: now + 365 * 86_400_000 }],
        certificates: [],
        federatedCredentials: [],
        optionalClaims: ['wids', 'acct'],
      },
    ],
    servicePrincipals: [],
    managedIdentities: [
      { clientId: uuid(), principalId: uuid(), tenantId: provider.id, name: 'key-vault-integration' },
    ],
    vaults: [
      { ...newVault('contoso-production', contoso.id, 'rbac', uuid()), secrets: entries(contosoSecrets, now, uuid) },
      {
        ...newVault('contoso-legacy', contoso.id, 'access-policy', uuid()),
        secrets: entries(legacySecrets, now, uuid),
      },
      newVault('fabrikam-vault', fabrikam.id, 'rbac', uuid()),
    ],
    signingKeys: [],
  };
}

/** One person of each kind that consent treats differently. */
export function staff(tenant: Tenant, uuid: () => string): User[] {
  return [
    person(tenant, `${tenant.name} Administrator`, 'member', [directoryRoles.globalAdministrator], uuid),
    person(tenant, `${tenant.name} App Administrator`, 'member', [directoryRoles.applicationAdministrator], uuid),
    person(tenant, `${tenant.name} Member`, 'member', [], uuid),
    person(tenant, `${tenant.name} Guest`, 'guest', [directoryRoles.globalAdministrator], uuid),
  ];
}

function person(tenant: Tenant, name: string, kind: User['kind'], roles: string[], uuid: () => string): User {
  const alias = name.toLowerCase().replaceAll(' ', '.');
  return {
    id: uuid(),
    tenantId: tenant.id,
    userPrincipalName:
      kind === 'guest' ? `${alias}_elsewhere.example#EXT#@${tenant.domain}` : `${alias}@${tenant.domain}`,
    name,
    kind,
    directoryRoles: roles,
  };
}

function entries(values: Record<string, string>, now: number, uuid: () => string): SecretEntry[] {
  return Object.entries(values).map(([name, value]) => ({
    name,
    managed: false,
    versions: [newSecretVersion(value, now, uuid)],
  }));
}
