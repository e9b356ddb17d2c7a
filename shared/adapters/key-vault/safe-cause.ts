import { isRestError } from '@azure/keyvault-secrets';

/**
 * The error to keep as `cause`. The SDK quotes a response that it cannot parse in its message, and such a response
 * may hold a secret's value: of that error only name and code are kept.
 */
export function safeCause(error: unknown): unknown {
  if (!isRestError(error) || error.code !== 'PARSE_ERROR') return error;
  return Object.assign(new Error('the response could not be parsed'), { name: error.name, code: error.code });
}
