import type { SecretProperties } from '../../ports/vaults.ts';
import { foldSecretName } from '../sync/secret-name.ts';
import type { ImportSelection } from '../sync/select-imports.ts';
import type { Expiry } from './expiry.ts';

export interface ExpiryChanges<E extends Expiry> {
  put: Expiry[];
  delete: E[];
}

/**
 * How what is known of a vault's expiries has to change after a pull has listed it. A secret that has got another expiry is
 * to be told anew. One that has expired stays until it is gone from the vault, or from the pull.
 */
export function planExpiries<E extends Expiry>(
  known: readonly E[],
  selection: ImportSelection,
  actionId: string,
): ExpiryChanges<E> {
  const candidates = selection.candidates.map(({ secret }) => secret);
  const matched = byName([...candidates, ...selection.skipped.map(({ secret }) => secret)]);
  const listed = byName([...matched.values(), ...selection.others]);
  const changes: ExpiryChanges<E> = { put: [], delete: [] };
  const put = new Map<string, Expiry>();
  const kept = new Set<string>();
  for (const expiry of known) {
    const { secretName, actionId: ownerId } = expiry;
    const name = foldSecretName(secretName);
    const secret = (ownerId === actionId ? matched : listed).get(name);
    const expires = secret && !secret.managed && secret.enabled ? secret.expires : undefined;
    if (expires === expiry.expires) {
      kept.add(name);
      continue;
    }
    changes.delete.push(expiry);
    if (expires !== undefined) put.set(name, { secretName, expires, actionId: ownerId });
  }
  for (const { name: secretName, expires } of candidates) {
    const name = foldSecretName(secretName);
    if (expires !== undefined && !put.has(name)) put.set(name, { secretName, expires, actionId });
  }
  // A change that was cut off leaves the new row beside the old one.
  changes.put = [...put].flatMap(([name, expiry]) => (kept.has(name) ? [] : [expiry]));
  return changes;
}

function byName(secrets: readonly SecretProperties[]): Map<string, SecretProperties> {
  return new Map(secrets.map((secret) => [foldSecretName(secret.name), secret]));
}
