import type { Permission } from '../../ports/vaults.ts';

/** The contract's status of an integration. */
export const statuses = ['unknown', 'pending', 'checking', 'connected', 'errored', 'missing'] as const;

export type Status = (typeof statuses)[number];

/** Why an access test did not find everything that it needs. Codes are stable. */
export const causes = [
  'consent.missing',
  'consent.propagating',
  'tenant.not-found',
  'app.disabled',
  'credential.invalid',
  'vault.not-found',
  'vault.wrong-tenant',
  'vault.forbidden-by-rbac',
  'vault.forbidden-by-access-policy',
  'vault.forbidden-by-firewall',
  'vault.forbidden-by-connection',
  'vault.forbidden-by-governance-policy',
  'vault.rejected',
  'vault.throttled',
  'vault.unavailable',
  'network.unreachable',
] as const;

export type Cause = (typeof causes)[number];

export const verdicts = ['allowed', 'denied', 'unknown'] as const;

/** `unknown`: the test did not come so far, or its answer says nothing about access. */
export type Verdict = (typeof verdicts)[number];

export type PermissionMatrix = Record<Permission, Verdict>;

export const nothingKnown: PermissionMatrix = {
  list: 'unknown',
  get: 'unknown',
  set: 'unknown',
  delete: 'unknown',
  recover: 'unknown',
};

/** Reading needs two permissions; pushing replaces, deletes and recovers secrets and needs them all. */
export function neededPermissions(writable: boolean): readonly Permission[] {
  return writable ? ['list', 'get', 'set', 'delete', 'recover'] : ['list', 'get'];
}
