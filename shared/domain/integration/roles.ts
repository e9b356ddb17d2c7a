/** Built-in roles: https://learn.microsoft.com/azure/key-vault/general/rbac-guide#azure-built-in-roles-for-key-vault-data-plane-operations */
export interface AzureRole {
  id: string;
  name: string;
}

const secretsUser: AzureRole = { id: '4633458b-17de-408a-b874-0445c86b69e6', name: 'Key Vault Secrets User' };
const secretsOfficer: AzureRole = { id: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7', name: 'Key Vault Secrets Officer' };

/** The smallest role that serves an integration. */
export function leastRole(writable: boolean): AzureRole {
  return writable ? secretsOfficer : secretsUser;
}
