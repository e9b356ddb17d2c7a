import { AuthError } from '@azure/msal-node';
import { EntraFault, type EntraFaultCode, IdTokenFault } from '../../ports/entra.ts';
import { IdentityFault } from '../azure/identity-fault.ts';

/** msal's codes for "there was no answer, or none that could be understood". */
const unanswered = new Set([
  'network_error',
  'no_network_connectivity',
  'openid_config_error',
  'endpoints_resolution_error',
  'token_parsing_error',
]);

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const byNumber: Record<number, EntraFaultCode> = {
  70021: 'credential.invalid',
  700027: 'credential.invalid',
  700211: 'credential.invalid',
  700212: 'credential.invalid',
  700213: 'credential.invalid',
  7000215: 'credential.invalid',
  7000222: 'credential.invalid',
  7000112: 'app.disabled',
};

/**
 * Entra's answer to a request of msal, as a fault of ours; so is that there is no assertion to send with it. What is
 * neither is returned as it is.
 */
export function toEntraFault(error: unknown): unknown {
  if (error instanceof IdentityFault) {
    return new EntraFault(error.code === 'identity.refused' ? 'credential.invalid' : 'entra.unavailable', {
      cause: error,
    });
  }
  if (!(error instanceof AuthError)) return error;
  if (error.errorCode === 'nonce_mismatch') return new IdTokenFault('id-token.nonce', { cause: error });
  const { errorNo, status } = error as AuthError & { errorNo?: string; status?: number };
  const aadsts = errorNo === undefined ? undefined : Number(errorNo);
  return new EntraFault(codeOf(error.errorCode, aadsts, status), { aadsts, cause: error });
}

function codeOf(errorCode: string, aadsts: number | undefined, status: number | undefined): EntraFaultCode {
  const known = aadsts === undefined ? undefined : byNumber[aadsts];
  if (known !== undefined) return known;
  if (unanswered.has(errorCode) || status === 429 || (status !== undefined && status >= 500))
    return 'entra.unavailable';
  // RFC 6749, 5.2: the client's own authentication failed.
  if (errorCode === 'invalid_client') return 'credential.invalid';
  return 'entra.code-refused';
}
