import type { AccessModel, AccessPolicy, Vault } from '../cloud/model.ts';
import type { VaultOperation } from '../cloud/vault-operation.ts';
import { KeyVaultError } from './key-vault-error.ts';
import { REQUIREMENTS, type Requirement, roleAllows } from './roles.ts';
import type { Caller } from './verify-token.ts';

export interface AccessRequest {
  vault: Vault;
  caller: Caller;
  operation: VaultOperation;
  /** Name of the secret or key; empty for operations on the vault. */
  name: string;
  /** Milliseconds since 1970: grants take effect some time after they are made. */
  now: number;
  /** Whether the caller's service principal still exists in the vault's tenant; nothing is granted to one that does not. */
  callerExists: boolean;
}

const REGION = 'westeurope';

/** Says why a request may not pass the vault's network rules; these come before any other authorization. */
export function refuseByNetwork(vault: Vault, caller: Caller): KeyVaultError | undefined {
  const tail = `Caller: ${describe(caller)}\r\nVault: ${vault.name};location=${REGION}\r\n`;
  const refusals: Record<Vault['network'], KeyVaultError | undefined> = {
    open: undefined,
    firewall: new KeyVaultError(
      403,
      'Forbidden',
      `Client address is not authorized and caller is not a trusted service.\r\nClient address: 127.0.0.1\r\n${tail}`,
      { innerCode: 'ForbiddenByFirewall' },
    ),
    private: new KeyVaultError(
      403,
      'Forbidden',
      'Public network access is disabled and request is not from a trusted service nor via an approved private link.\r\n' +
        tail,
      { innerCode: 'ForbiddenByConnection' },
    ),
  };
  return refusals[vault.network];
}

/** Says why the caller may not do the operation, under the vault's access model; undefined when it may. */
export function refuseByAccess(request: AccessRequest): KeyVaultError | undefined {
  return ACCESS_MODELS[request.vault.accessModel](request);
}

const ACCESS_MODELS: Record<AccessModel, (request: AccessRequest) => KeyVaultError | undefined> = {
  rbac: refuseByRole,
  'access-policy': refuseByPolicy,
};

function refuseByRole(request: AccessRequest): KeyVaultError | undefined {
  const { vault, caller, operation, name, now } = request;
  const { kind, action } = REQUIREMENTS[operation];
  const granted = vault.roleAssignments.some(
    (assignment) =>
      assignment.principalId === caller.objectId &&
      assignment.effective <= now &&
      roleAllows(assignment.roleId, operation),
  );
  if (granted && request.callerExists) return undefined;
  const resource =
    `/subscriptions/${vault.subscriptionId}/resourcegroups/${vault.resourceGroup}/providers/microsoft.keyvault/vaults/` +
    `${vault.name}${name ? `/${kind}/${name}` : ''}`;
  return new KeyVaultError(
    403,
    'Forbidden',
    'Caller is not authorized to perform action on resource.\r\n' +
      'If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.\r\n' +
      `Caller: ${describe(caller)}\r\nAction: 'Microsoft.KeyVault/vaults/${action}'\r\nResource: '${resource}'\r\n` +
      "Assignment: (not found)\r\nDenyAssignmentId: null\r\nDecisionReason: 'DeniedWithNoValidRBAC' \r\n" +
      `Vault: ${vault.name};location=${REGION}\r\n`,
    { innerCode: 'ForbiddenByRbac' },
  );
}

/** Answers seen carry AccessDenied or ForbiddenByPolicy: here, no policy at all and a policy that lacks the permission. */
function refuseByPolicy(request: AccessRequest): KeyVaultError | undefined {
  const { vault, caller, operation, now } = request;
  const requirement = REQUIREMENTS[operation];
  const policies = request.callerExists
    ? vault.accessPolicies.filter((policy) => policy.principalId === caller.objectId && policy.effective <= now)
    : [];
  if (policies.some((policy) => policyAllows(policy, requirement))) return undefined;
  return new KeyVaultError(
    403,
    'Forbidden',
    `The user, group or application '${describe(caller)}' does not have ${requirement.kind} ${requirement.permission} permission on key vault ` +
      `'${vault.name};location=${REGION}'. For help resolving this issue, please see ` +
      'https://go.microsoft.com/fwlink/?linkid=2125287',
    { innerCode: policies.length > 0 ? 'ForbiddenByPolicy' : 'AccessDenied' },
  );
}

function policyAllows(policy: AccessPolicy, requirement: Requirement): boolean {
  return requirement.kind === 'secrets'
    ? policy.permissions.includes(requirement.permission)
    : (policy.keyPermissions?.includes(requirement.permission) ?? false);
}

const describe = (caller: Caller): string => `appid=${caller.clientId};oid=${caller.objectId};iss=${caller.issuer}`;
