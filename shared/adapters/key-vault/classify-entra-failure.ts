import { VaultFault, type VaultFaultCode } from '../../ports/vaults.ts';
import { classifyNetworkError } from './classify-network-error.ts';
import type { EntraFailure } from './entra-failure.ts';

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const aadsts: Record<number, VaultFaultCode> = {
  700016: 'consent.missing',
  7000229: 'consent.missing',
  90002: 'tenant.not-found',
  7000112: 'app.disabled',
  7000215: 'credential.invalid',
  7000222: 'credential.invalid',
  700027: 'credential.invalid',
  70021: 'credential.invalid',
  700211: 'credential.invalid',
  700212: 'credential.invalid',
  700213: 'credential.invalid',
};

/** RFC 6749 error codes, for numbers that are not listed: https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
const oauth: Record<string, VaultFaultCode> = {
  invalid_client: 'credential.invalid',
  unauthorized_client: 'consent.missing',
  temporarily_unavailable: 'network.unreachable',
};

/**
 * Why there is no token. `failure` is what was seen on the wire; without one nothing was sent, because our own
 * credential could not be read. An Entra that is overloaded or down says nothing about the vault: it counts as trouble
 * on the way there.
 */
export function classifyEntraFailure(failure: EntraFailure | undefined, cause: unknown): VaultFault {
  if (failure === undefined) return new VaultFault('credential.invalid', { cause });
  if (failure.kind === 'identity') {
    const refused = failure.fault.code === 'identity.refused';
    return new VaultFault(refused ? 'credential.invalid' : 'network.unreachable', { cause: failure.fault });
  }
  if (failure.kind === 'network') return new VaultFault(classifyNetworkError(failure.code, 'entra'), { cause });
  const { status, retryAfter } = failure;
  return new VaultFault(codeOf(failure), { status, retryAfter, cause });
}

function codeOf({ status, error, codes }: Extract<EntraFailure, { kind: 'answer' }>): VaultFaultCode {
  for (const code of codes) {
    const known = aadsts[code];
    if (known !== undefined) return known;
  }
  if (status === 408 || status === 429 || status >= 500) return 'network.unreachable';
  return oauth[error ?? ''] ?? 'vault.rejected';
}
