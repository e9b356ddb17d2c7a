import { VaultFault, type VaultFaultCode } from '../../ports/vaults.ts';
import type { VaultAnswer } from './vault-answer.ts';

/** Inner codes of 403; what is not listed is `vault.rejected`. */
const forbidden: Record<string, VaultFaultCode> = {
  ForbiddenByRbac: 'vault.forbidden-by-rbac',
  AccessDenied: 'vault.forbidden-by-access-policy',
  ForbiddenByPolicy: 'vault.forbidden-by-access-policy',
  ForbiddenByFirewall: 'vault.forbidden-by-firewall',
  ForbiddenByConnection: 'vault.forbidden-by-connection',
  ForbiddenByGovernancePolicy: 'vault.forbidden-by-governance-policy',
  SecretDisabled: 'secret.disabled',
};

/** Inner codes of 409. While a secret is recovered it cannot be used either: the same waiting serves both. */
const conflicts: Record<string, VaultFaultCode> = {
  ObjectIsDeletedButRecoverable: 'secret.deleted',
  ObjectIsBeingDeleted: 'secret.being-deleted',
  ObjectIsBeingRecovered: 'secret.being-deleted',
};

/**
 * What a vault's error response means, by status and codes, never by its text.
 * https://learn.microsoft.com/azure/key-vault/general/rest-error-codes
 */
export function classifyVaultAnswer(answer: VaultAnswer, cause: unknown): VaultFault {
  const { status, retryAfter } = answer;
  return new VaultFault(codeOf(answer), { status, retryAfter, cause });
}

function codeOf({ status, code, innerCode = '' }: VaultAnswer): VaultFaultCode {
  // The vault saw a token and did not accept it: its tenant is not the one that the token comes from (AKV10032).
  if (status === 401) return 'vault.wrong-tenant';
  if (status === 403) return forbidden[innerCode] ?? 'vault.rejected';
  if (status === 404) return code === 'SecretNotFound' ? 'secret.not-found' : 'vault.rejected';
  if (status === 409) return conflicts[innerCode] ?? 'vault.rejected';
  if (status === 429) return 'vault.throttled';
  if (status === 408 || status >= 500) return 'vault.unavailable';
  return 'vault.rejected';
}
