/**
 * The name of the vault that was typed or pasted: of its address (`https://NAME.vault.azure.net/…`), of a secret's, or of its
 * resource id (`/subscriptions/…/vaults/NAME`). Anything else is taken as a name.
 */
export function vaultNameOf(text: string): string {
  const trimmed = text.trim();
  const [, name] = /^https?:\/\/([^./:]+)\./i.exec(trimmed) ?? /\/vaults\/([^/?#]+)/i.exec(trimmed) ?? [];
  return name ?? trimmed;
}

/** Azure's rules for the names of vaults, one by one, so that they can be followed while typing. The API decides. */
export const vaultNameRules: readonly { text: string; holds(name: string): boolean }[] = [
  { text: '3 to 24 characters', holds: ({ length }) => length >= 3 && length <= 24 },
  { text: 'only letters, digits and hyphens', holds: (name) => /^[A-Za-z0-9-]+$/.test(name) },
  { text: 'begins with a letter', holds: (name) => /^[A-Za-z]/.test(name) },
  { text: 'ends with a letter or digit', holds: (name) => /[A-Za-z0-9]$/.test(name) },
  { text: 'no two hyphens in a row', holds: (name) => name !== '' && !name.includes('--') },
];
