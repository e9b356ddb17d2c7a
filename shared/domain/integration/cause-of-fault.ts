import type { VaultFault, VaultFaultCode } from '../../ports/vaults.ts';
import type { Cause } from './cause.ts';

/**
 * What a probe's fault says about access. Null: nothing is wrong, since a vault speaks of a secret only to those who
 * may ask about it.
 */
const causesOfFaults: Record<VaultFaultCode, Cause | null> = {
  'consent.missing': 'consent.missing',
  'tenant.not-found': 'tenant.not-found',
  'app.disabled': 'app.disabled',
  'credential.invalid': 'credential.invalid',
  'vault.not-found': 'vault.not-found',
  'vault.wrong-tenant': 'vault.wrong-tenant',
  'vault.forbidden-by-rbac': 'vault.forbidden-by-rbac',
  'vault.forbidden-by-access-policy': 'vault.forbidden-by-access-policy',
  'vault.forbidden-by-firewall': 'vault.forbidden-by-firewall',
  'vault.forbidden-by-connection': 'vault.forbidden-by-connection',
  'vault.forbidden-by-governance-policy': 'vault.forbidden-by-governance-policy',
  'vault.throttled': 'vault.throttled',
  'vault.unavailable': 'vault.unavailable',
  'vault.rejected': 'vault.rejected',
  'network.unreachable': 'network.unreachable',
  'secret.not-found': null,
  'secret.disabled': null,
  'secret.deleted': null,
  'secret.being-deleted': null,
};

export function causeOfFault(fault: VaultFault): Cause | null {
  return causesOfFaults[fault.code];
}

/** The permission itself was refused; others of the same vault may still be granted. */
const denials: readonly Cause[] = [
  'vault.forbidden-by-rbac',
  'vault.forbidden-by-access-policy',
  'vault.forbidden-by-governance-policy',
];

/** The answer says that something was in the way, and nothing about what the application may do. */
const interruptions: readonly Cause[] = ['vault.throttled', 'vault.unavailable', 'network.unreachable'];

export const isDenial = (code: Cause | VaultFaultCode): boolean => denials.some((denial) => denial === code);

export const isInterruption = (cause: Cause): boolean => interruptions.includes(cause);
