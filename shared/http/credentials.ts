import { ServiceError } from '../errors.ts';
import type { Credentials } from '../use-cases/identity/authenticate.ts';

/** Reads `Authorization: Api-Key <key>` or `Bearer <token>`; the scheme's letter case does not matter (RFC 9110, 11.1). */
export function readCredentials(header: string | undefined): Credentials {
  if (header === undefined || header.trim() === '') throw new ServiceError('auth.missing');
  const match = /^([A-Za-z-]+) +(\S+)$/.exec(header.trim());
  const [scheme, credentials] = [match?.[1]?.toLowerCase(), match?.[2]];
  if (credentials !== undefined && scheme === 'api-key') return { kind: 'api-key', key: credentials };
  if (credentials !== undefined && scheme === 'bearer') return { kind: 'bearer', token: credentials };
  throw new ServiceError('auth.invalid', 'The Authorization header is neither an Api-Key nor a Bearer token.');
}
