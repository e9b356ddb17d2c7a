import type { VaultFaultCode } from '../../ports/vaults.ts';

/**
 * How far a fault reaches that one secret's request met: `secret` (the others may still succeed), `vault` (every
 * other request would meet it too), `unsure` (a role can be assigned on single secrets: only when nothing succeeds
 * does it concern the vault).
 */
export type FaultReach = 'secret' | 'vault' | 'unsure';

const reaches: Record<VaultFaultCode, FaultReach> = {
  'consent.missing': 'vault',
  'tenant.not-found': 'vault',
  'app.disabled': 'vault',
  'credential.invalid': 'vault',
  'vault.not-found': 'vault',
  'vault.wrong-tenant': 'vault',
  'vault.forbidden-by-rbac': 'unsure',
  'vault.forbidden-by-access-policy': 'vault',
  'vault.forbidden-by-firewall': 'vault',
  'vault.forbidden-by-connection': 'vault',
  'vault.forbidden-by-governance-policy': 'secret',
  'vault.throttled': 'vault',
  'vault.unavailable': 'vault',
  'vault.rejected': 'secret',
  'network.unreachable': 'vault',
  'secret.not-found': 'secret',
  'secret.disabled': 'secret',
  'secret.deleted': 'secret',
  'secret.being-deleted': 'secret',
};

export function reachOf(code: VaultFaultCode): FaultReach {
  return reaches[code];
}

const passing: readonly VaultFaultCode[] = [
  'vault.throttled',
  'vault.unavailable',
  'network.unreachable',
  'secret.being-deleted',
];

/** Whether another attempt may do better. */
export function isPassing(code: VaultFaultCode): boolean {
  return passing.includes(code);
}

const sentences: Record<VaultFaultCode, string> = {
  'consent.missing': "The application is not in the vault's tenant; an administrator has to consent.",
  'tenant.not-found': 'The tenant does not exist.',
  'app.disabled': 'The application is disabled in the tenant.',
  'credential.invalid': "The service's own credential is refused.",
  'vault.not-found': 'The vault does not exist.',
  'vault.wrong-tenant': 'The vault belongs to another tenant.',
  'vault.forbidden-by-rbac': 'A role assignment for the application is missing.',
  'vault.forbidden-by-access-policy': 'An access policy for the application is missing.',
  'vault.forbidden-by-firewall': "The vault's firewall does not let the service pass.",
  'vault.forbidden-by-connection': 'The vault can be reached by private link only.',
  'vault.forbidden-by-governance-policy': 'A policy of Azure forbids the secret.',
  'vault.throttled': 'The vault answers too many requests at present.',
  'vault.unavailable': 'The vault is not available at present.',
  'vault.rejected': 'The vault does not accept the request.',
  'network.unreachable': 'The vault or Entra cannot be reached.',
  'secret.not-found': 'The secret is gone.',
  'secret.disabled': 'The secret is disabled.',
  'secret.deleted': 'The secret is deleted and could not be recovered.',
  'secret.being-deleted': 'The secret is being deleted.',
};

/** One plain sentence about a fault, for steps and tasks. */
export function sentenceOf(code: VaultFaultCode): string {
  return sentences[code];
}
