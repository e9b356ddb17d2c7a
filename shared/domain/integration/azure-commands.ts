import { neededPermissions } from './cause.ts';
import { leastRole } from './roles.ts';

/** A ready command line for bash, zsh or PowerShell with the Azure CLI. */
export interface Command {
  /** What it does, for a person. */
  title: string;
  command: string;
}

export interface CommandSubject {
  tenantId: string;
  vaultName: string;
  writable: boolean;
  /** Client id of our application. */
  clientId: string;
  /** From where this service calls vaults: IPv4 addresses or ranges; empty where nobody has said. */
  outboundAddresses?: readonly string[];
}

// Everything put into a command is a GUID, a vault name, an IP address or a role of ours: none needs escaping, roles need quotes.
const scope = (vaultName: string) => `"$(az keyvault show --name ${vaultName} --query id --output tsv)"`;

export const signIn = ({ tenantId }: CommandSubject): Command => ({
  title: 'Sign in to the tenant',
  command: `az login --tenant ${tenantId}`,
});

export const grantRole = ({ vaultName, writable, clientId }: CommandSubject): Command => ({
  title: 'Grant access, where the vault uses Azure role-based access control',
  command: `az role assignment create --role "${leastRole(writable).name}" --assignee ${clientId} --scope ${scope(vaultName)}`,
});

export const grantPolicy = ({ vaultName, writable, clientId }: CommandSubject): Command => ({
  title: 'Grant access, where the vault uses access policies',
  command: `az keyvault set-policy --name ${vaultName} --spn ${clientId} --secret-permissions ${[...neededPermissions(writable)].sort().join(' ')}`,
});

export const revokeRole = ({ vaultName, clientId }: CommandSubject): Command => ({
  title: 'Take the role away, where the vault uses Azure role-based access control',
  command: `az role assignment delete --assignee ${clientId} --scope ${scope(vaultName)}`,
});

export const revokePolicy = ({ vaultName, clientId }: CommandSubject): Command => ({
  title: 'Take the access policy away, where the vault uses access policies',
  command: `az keyvault delete-policy --name ${vaultName} --spn ${clientId}`,
});

export const createApplication = ({ clientId }: CommandSubject): Command => ({
  title: 'Create the Enterprise application in the tenant',
  command: `az ad sp create --id ${clientId}`,
});

export const enableApplication = ({ clientId }: CommandSubject): Command => ({
  title: 'Enable the application',
  command: `az ad sp update --id ${clientId} --set accountEnabled=true`,
});

export const removeApplication = ({ clientId }: CommandSubject): Command => ({
  title: 'Remove the Enterprise application from the tenant',
  command: `az ad sp delete --id ${clientId}`,
});

export const listVaults = (_subject: CommandSubject): Command => ({
  title: 'List the vaults of the subscription',
  command: 'az keyvault list --query "[].name" --output tsv',
});

export const recoverVault = ({ vaultName }: CommandSubject): Command => ({
  title: 'Bring the vault back, where it was deleted',
  command: `az keyvault recover --name ${vaultName}`,
});

export const showTenantOfVault = ({ vaultName }: CommandSubject): Command => ({
  title: 'Show the tenant that the vault belongs to',
  command: `az keyvault show --name ${vaultName} --query properties.tenantId --output tsv`,
});

export const showFirewall = ({ vaultName }: CommandSubject): Command => ({
  title: 'Show the rules of the firewall',
  command: `az keyvault network-rule list --name ${vaultName}`,
});

export const allowAddresses = ({ vaultName, outboundAddresses = [] }: CommandSubject): Command => ({
  title: 'Let this service in (access still needs the grant)',
  command: `az keyvault network-rule add --name ${vaultName} --ip-address ${outboundAddresses.join(' ')}`,
});

export const openFirewall = ({ vaultName }: CommandSubject): Command => ({
  title: 'Let every network in (access still needs the grant)',
  command: `az keyvault update --name ${vaultName} --default-action Allow`,
});

export const enablePublicAccess = ({ vaultName }: CommandSubject): Command => ({
  title: 'Switch public network access on (firewall and grants still hold)',
  command: `az keyvault update --name ${vaultName} --public-network-access Enabled`,
});
