import { ReceiverFault } from '../../ports/receivers.ts';

/** Codes of OpenSSL's verification and of Node's own: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const certificate = /CERT|SELF_SIGNED|SIGNATURE|ISSUER|HOSTNAME_MISMATCH|^ERR_TLS|^ERR_SSL/;

/** What went wrong on the way to a receiver. `signal`: ends the attempt after its time. */
export function toReceiverFault(error: unknown, signal: AbortSignal): ReceiverFault {
  if (error instanceof ReceiverFault) return error;
  if (signal.aborted)
    return new ReceiverFault('receiver.silent', 'The receiver did not answer in time.', { cause: error });
  const code = codeOf(error);
  if (certificate.test(code)) {
    return new ReceiverFault('receiver.certificate', `The receiver's certificate is not accepted (${code}).`, {
      cause: error,
    });
  }
  const detail = `The receiver cannot be reached${code === '' ? '' : ` (${code})`}.`;
  return new ReceiverFault('receiver.unreachable', detail, { cause: error });
}

/** Of several addresses that were tried the first one's. */
function codeOf(error: unknown): string {
  const { code, errors } = Object(error) as { code?: unknown; errors?: unknown };
  if (typeof code === 'string') return code;
  return Array.isArray(errors) && errors.length > 0 ? codeOf(errors[0]) : '';
}
