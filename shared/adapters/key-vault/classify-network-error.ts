import type { VaultFaultCode } from '../../ports/vaults.ts';

/** Error codes of Node's sockets, resolver and TLS when no response came. https://nodejs.org/api/errors.html#common-system-errors */
const brokenOff = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'HPE_INVALID_CONSTANT', 'PARSE_ERROR']);
const noWay = new Set([
  'EAI_AGAIN',
  'EAI_FAIL',
  'ECONNREFUSED',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ETIMEDOUT',
  'EADDRNOTAVAIL',
]);
/** Somebody on the way answers in the vault's name: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const badCertificate = new Set([
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_UNTRUSTED',
  'CERT_REVOKED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'EPROTO',
]);

/**
 * What it means that a host gave no answer. A vault that does not exist has no name in the DNS, so ENOTFOUND of a
 * vault's host says just that; of any other host it is trouble with the network.
 */
export function classifyNetworkError(code: string | undefined, host: 'vault' | 'entra'): VaultFaultCode {
  if (code === 'ENOTFOUND') return host === 'vault' ? 'vault.not-found' : 'network.unreachable';
  if (code !== undefined && (noWay.has(code) || badCertificate.has(code))) return 'network.unreachable';
  if (code !== undefined && brokenOff.has(code)) return host === 'vault' ? 'vault.unavailable' : 'network.unreachable';
  return host === 'vault' ? 'vault.unavailable' : 'network.unreachable';
}
