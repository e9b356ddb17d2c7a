import type { SecretEntry, Vault } from './model.ts';

interface Index {
  source: SecretEntry[];
  length: number;
  last: SecretEntry | undefined;
  byName: Map<string, SecretEntry>;
  /** Folded names in order; made when a listing asks for it. */
  sorted?: string[];
}

const indexes = new WeakMap<Vault, Index>();

/** Key Vault compares names without case. */
export const foldName = (name: string): string => name.toLowerCase();

/** The secret of that name in whatever state, soft-deleted ones too. */
export function findSecret(vault: Vault, name: string): SecretEntry | undefined {
  return indexOf(vault).byName.get(foldName(name));
}

export function addSecret(vault: Vault, entry: SecretEntry): void {
  const index = indexOf(vault);
  vault.secrets.push(entry);
  index.byName.set(foldName(entry.name), entry);
  index.length = vault.secrets.length;
  index.last = entry;
  delete index.sorted;
}

export function removeSecret(vault: Vault, entry: SecretEntry): void {
  const position = vault.secrets.indexOf(entry);
  if (position >= 0) vault.secrets.splice(position, 1);
  indexes.delete(vault);
}

/** The vault's secrets by folded name, starting behind `after` (exclusive; from the first one when absent). */
export function* secretsInOrder(vault: Vault, after?: string): Generator<SecretEntry> {
  const index = indexOf(vault);
  index.sorted ??= [...index.byName.keys()].sort();
  for (let at = after === undefined ? 0 : firstBehind(index.sorted, after); at < index.sorted.length; at++) {
    const entry = index.byName.get(index.sorted[at] ?? '');
    if (entry) yield entry;
  }
}

/**
 * Ten thousand secrets must not make every request a walk through all of them. The model is plain data that others may add to or
 * remove from directly; a changed array, length or last element makes the index anew.
 */
function indexOf(vault: Vault): Index {
  const known = indexes.get(vault);
  const { secrets } = vault;
  if (known && known.source === secrets && known.length === secrets.length && known.last === secrets.at(-1))
    return known;
  const byName = new Map(secrets.map((entry) => [foldName(entry.name), entry]));
  const index = { source: secrets, length: secrets.length, last: secrets.at(-1), byName };
  indexes.set(vault, index);
  return index;
}

function firstBehind(sorted: string[], after: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') <= after) low = middle + 1;
    else high = middle;
  }
  return low;
}
