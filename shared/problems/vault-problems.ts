import type { Problems } from './problem.ts';

const testIt = 'Test the integration (refresh_status=true): its `remedy` says what to do.';

/** Vaults, what is in them, and the integrations that name them. */
export const vaultProblems = {
  'vault.name': [
    400,
    'This is no vault name',
    'A vault name has 3 to 24 letters, digits and hyphens, begins with a letter, ends with a letter or digit, without two hyphens in a row.',
  ],
  'consent.missing': [409, "The application is not in the vault's tenant", testIt],
  'tenant.not-found': [409, 'The tenant does not exist', testIt],
  'vault.not-found': [409, 'The vault does not exist', testIt],
  'vault.wrong-tenant': [409, 'The vault belongs to another tenant', testIt],
  'vault.forbidden-by-rbac': [409, 'A role assignment is missing', testIt],
  'vault.forbidden-by-access-policy': [409, 'An access policy is missing', testIt],
  'vault.forbidden-by-firewall': [409, "The vault's firewall does not let the service pass", testIt],
  'vault.forbidden-by-connection': [409, 'The vault can be reached by private link only', testIt],
  'vault.forbidden-by-governance-policy': [
    409,
    'A policy of Azure forbids it',
    'Ask who is responsible for the policies of the subscription.',
  ],
  'vault.rejected': [409, 'The vault does not accept the request', 'Pass the trace id on to support.'],
  'vault.throttled': [503, 'The vault answers too many requests at present', 'Try again in a minute.'],
  'vault.unavailable': [503, 'The vault is not available at present', 'Try again in a minute.'],
  'network.unreachable': [503, 'The vault or Entra cannot be reached', 'Try again in a minute.'],
  'secret.not-found': [404, 'There is no such secret in the vault', 'Look at what the vault holds.'],
  'secret.disabled': [409, 'The secret is disabled', 'Enable it in the vault.'],
  'secret.deleted': [409, 'The secret is deleted', 'Recover it in the vault.'],
  'secret.being-deleted': [409, 'The secret is being deleted', 'Try again in a minute.'],
  'integration.exists': [409, 'The vault is connected already', 'Use the integration that exists.'],
  'integration.in-use': [
    409,
    'Values read from the integration',
    'Say in_use=leave or in_use=remove, or change those values first.',
  ],
  'integration.not-writable': [403, 'The integration is not writable', 'Set `writable` to true to allow pushes.'],
} as const satisfies Problems;
