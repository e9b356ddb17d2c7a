import type { values } from '../../ports/signals.ts';

export type VaultOperation = keyof typeof values.vaultOperation;

/**
 * What a request to a vault is about, without the name of a secret.
 * https://learn.microsoft.com/rest/api/keyvault/secrets/operation-groups
 */
export function operationOf(method: string, url: string): VaultOperation {
  const [place, name, action] = new URL(url).pathname.split('/').filter((part) => part !== '');
  if (place === 'deletedsecrets') {
    if (method === 'POST' && action === 'recover') return 'recover';
    return method === 'GET' && name !== undefined ? 'get-deleted' : 'other';
  }
  if (place !== 'secrets') return 'other';
  if (name === undefined) return method === 'GET' ? 'list' : 'other';
  return ({ GET: 'get', PUT: 'set', PATCH: 'update', DELETE: 'delete' } as const)[method] ?? 'other';
}
