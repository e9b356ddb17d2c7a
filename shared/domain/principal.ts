/** Roles from most to least; NO_SECRETS reads like VIEWER but never sees a secret value. */
export const roles = ['OWNER', 'ADMIN', 'CONTRIB', 'VIEWER', 'NO_SECRETS'] as const;

export type Role = (typeof roles)[number];

/** Who asks: a service account by its API key, or a person by the token of the configured issuer. */
export interface Principal {
  kind: 'service-account' | 'user';
  id: string;
  name: string;
  organizationId: string;
  role: Role;
  /** When the account was made, or the person first seen. */
  createdAt: Date;
}

export function roleSuffices(role: Role, needed: Role): boolean {
  return roles.indexOf(role) <= roles.indexOf(needed);
}

export function mayReadSecrets(role: Role): boolean {
  return role !== 'NO_SECRETS';
}
