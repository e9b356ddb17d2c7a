import { foldSecretName, toSecretName } from './secret-name.ts';

export interface Named {
  name: string;
}

export type NameMatch<T> =
  | { kind: 'found'; item: T }
  | { kind: 'none' }
  /** Several names that the vault cannot tell apart. */
  | { kind: 'ambiguous'; items: T[] };

/** Finds objects by name, exactly or as a vault would spell it. */
export interface NameIndex<T extends Named> {
  exact(name: string): T | undefined;
  /** The object of exactly this name, or else the one that the vault spells so, without regard to case. */
  spelled(text: string): NameMatch<T>;
  /** All names as the vault spells them, folded. */
  readonly folded: ReadonlySet<string>;
  add(item: T): void;
}

export function createNameIndex<T extends Named>(items: Iterable<T>): NameIndex<T> {
  const byName = new Map<string, T>();
  const bySpelling = new Map<string, T[]>();
  const folded = new Set<string>();
  const add = (item: T) => {
    const spelling = foldSecretName(toSecretName(item.name));
    byName.set(item.name, item);
    bySpelling.set(spelling, [...(bySpelling.get(spelling) ?? []), item]);
    folded.add(spelling);
  };
  for (const item of items) add(item);
  return {
    exact: (name) => byName.get(name),
    spelled(text) {
      const exact = byName.get(text);
      if (exact !== undefined) return { kind: 'found', item: exact };
      const found = bySpelling.get(foldSecretName(text)) ?? [];
      const [first, ...others] = found;
      if (first === undefined) return { kind: 'none' };
      return others.length === 0 ? { kind: 'found', item: first } : { kind: 'ambiguous', items: found };
    },
    folded,
    add,
  };
}
