/** https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates#objects-identifiers-and-versioning */
export const maxSecretNameLength = 127;

/** Any text as Key Vault can spell it: every character that is no letter (A–Z), digit or hyphen becomes one hyphen. */
export function toSecretName(text: string): string {
  return text.replace(/[^0-9A-Za-z-]/gu, '-');
}

/** Names of secrets are case-insensitive: two of them are the same secret when they fold to the same text. */
export function foldSecretName(name: string): string {
  return name.toLowerCase();
}
