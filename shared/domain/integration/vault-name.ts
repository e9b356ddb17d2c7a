/**
 * 3 to 24 letters, digits and hyphens; begins with a letter, ends with a letter or digit; no two hyphens in a row.
 * Whoever names a vault must be unable to name another host with it.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftkeyvault
 */
const vaultName = /^[A-Za-z](?:-?[A-Za-z0-9])+$/;

export function isVaultName(text: string): boolean {
  return text.length >= 3 && text.length <= 24 && vaultName.test(text);
}
