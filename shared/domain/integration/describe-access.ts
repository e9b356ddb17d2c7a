import { permissions as allPermissions, type Permission } from '../../ports/vaults.ts';
import { type Cause, neededPermissions, type PermissionMatrix, type Status } from './cause.ts';
import { leastRole } from './roles.ts';

export interface AccessFacts {
  tenantId: string;
  vaultName: string;
  writable: boolean;
  applicationName: string;
  status: Status;
  permissions: PermissionMatrix;
}

/** Objects of "may not …", by permission. */
const deeds: Record<Permission, string> = {
  list: 'list secrets',
  get: 'read their values',
  set: 'set secrets',
  delete: 'delete secrets',
  recover: 'recover deleted secrets',
};

/** The state of an integration in one plain sentence for a person. */
export function describeAccess(cause: Cause | null, facts: AccessFacts): string {
  const { vaultName, tenantId, applicationName: application, writable } = facts;
  const vault = `the vault ${vaultName}`;
  switch (cause) {
    case null:
      return `The vault ${vaultName} can be ${writable ? 'read and written' : 'read'}.`;
    case 'consent.missing':
      return `The application ${application} does not exist in the tenant ${tenantId}, because nobody consented there or it was removed.`;
    case 'consent.propagating':
      return `The consent in the tenant ${tenantId} has not taken effect yet, which can take some minutes.`;
    case 'tenant.not-found':
      return `There is no tenant ${tenantId} at Microsoft Entra ID any more.`;
    case 'app.disabled':
      return `The application ${application} is disabled in the tenant ${tenantId}.`;
    case 'credential.invalid':
      return `Microsoft Entra ID refuses this service's own credential, which its operator has to renew.`;
    case 'vault.not-found':
      return `There is no vault ${vaultName}.`;
    case 'vault.wrong-tenant':
      return `The vault ${vaultName} does not belong to the tenant ${tenantId}.`;
    case 'vault.forbidden-by-rbac':
      return `${refused(facts)}: it needs the role ${leastRole(writable).name}, and a new assignment can take up to 10 minutes.`;
    case 'vault.forbidden-by-access-policy':
      return `${refused(facts)}: an access policy has to grant it ${neededPermissions(writable).join(', ')}.`;
    case 'vault.forbidden-by-firewall':
      return `The firewall of ${vault} does not let this service in.`;
    case 'vault.forbidden-by-connection':
      return `Public network access to ${vault} is switched off.`;
    case 'vault.forbidden-by-governance-policy':
      return `An Azure Policy on ${vault} forbids what the application ${application} wants to do.`;
    case 'vault.rejected':
      return `The vault ${vaultName} refused the test in a way that this service does not know.`;
    case 'vault.throttled':
      return interrupted(`${vault} receives too many requests at present`, facts.status);
    case 'vault.unavailable':
      return interrupted(`${vault} did not answer properly`, facts.status);
    case 'network.unreachable':
      return interrupted('the network on the way to Azure failed', facts.status);
  }
}

function refused({ permissions, writable, vaultName, applicationName }: AccessFacts): string {
  const denied = allPermissions.filter(
    (permission) => permissions[permission] === 'denied' && neededPermissions(writable).includes(permission),
  );
  const may = permissions.list === 'allowed' && permissions.get === 'denied' ? ' may list secrets but' : '';
  return `In the vault ${vaultName} the application ${applicationName}${may} may not ${enumerate(denied.map((permission) => deeds[permission]))}`;
}

function enumerate(items: string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;
}

function interrupted(reason: string, status: Status): string {
  const known =
    status === 'unknown'
      ? 'nothing is known of the access yet'
      : status === 'errored'
        ? 'whether access is granted is not known'
        : 'the status is that of the test before';
  return `The access could not be tested because ${reason}, so ${known}.`;
}
