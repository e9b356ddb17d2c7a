import type { Schemas } from '../../api/schema.ts';

/** From least to most. */
export const roles: Record<Schemas['RoleEnum'], string> = {
  NO_SECRETS: 'No secrets: reads everything except secret values',
  VIEWER: 'Viewer: reads everything',
  CONTRIB: 'Contributor: changes the configuration, imports and pushes',
  ADMIN: 'Administrator: connects vaults, and manages keys, tenants and webhooks',
  OWNER: 'Owner: everything',
};
