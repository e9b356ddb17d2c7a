import type { Permission } from '../../ports/vaults.ts';
import {
  allowAddresses,
  type Command,
  type CommandSubject,
  createApplication,
  enableApplication,
  enablePublicAccess,
  grantPolicy,
  grantRole,
  listVaults,
  openFirewall,
  recoverVault,
  showFirewall,
  showTenantOfVault,
  signIn,
} from './azure-commands.ts';
import { type Cause, neededPermissions } from './cause.ts';
import { enterpriseApplicationsUrl, tenantUrl, vaultsUrl } from './portal-url.ts';
import { leastRole } from './roles.ts';

/** What a person does about a cause. */
export interface Remedy {
  /** In order; in the Azure portal unless they say otherwise. */
  steps: string[];
  /** Where in the portal the steps begin. */
  portalUrl: string;
  /** The same by the Azure CLI; empty when there is nothing to do at Azure. */
  commands: Command[];
  /** Name of the smallest role that serves this integration. */
  leastRole: string;
  /** The permissions of an access policy that serve this integration. */
  secretPermissions: readonly Permission[];
  /** How the vault decides over access, where its answer tells. */
  accessModel: AccessModel | null;
  /** How access is granted under each model, the recommended one first; empty where no grant is missing. */
  grants: Grant[];
}

export interface Grant {
  accessModel: AccessModel;
  steps: string[];
  commands: Command[];
}

export const accessModels = ['rbac', 'access-policy'] as const;

export type AccessModel = (typeof accessModels)[number];

export interface RemedyContext extends CommandSubject {
  /** The application's name as administrators see it. */
  applicationName: string;
  /** Origin of the Azure portal of this cloud. */
  portalUrl: string;
}

interface Entry {
  /** What the vault's answer tells of it. */
  accessModel?: AccessModel;
  steps(context: RemedyContext): string[];
  portalUrl(context: RemedyContext): string;
  /** A grant, of either model, is what is missing. */
  needsGrant?: true;
  /** Run after signing in. */
  commands:
    | ((subject: CommandSubject) => Command)[]
    | ((context: RemedyContext) => ((subject: CommandSubject) => Command)[]);
}

const test = 'Test the access again here (refresh the status).';
const wait = 'Nothing has to be done: the access is tested again by itself soon.';
const openVault = (context: RemedyContext) => `Open Key vaults and choose ${context.vaultName}.`;

/** Where the firewall has to let this service in. */
const addressStep = ({ outboundAddresses = [] }: RemedyContext, otherwise: string) =>
  outboundAddresses.length === 0
    ? `Add the outbound IP addresses of this service, which its operator names${otherwise}.`
    : `Add the outbound IP addresses of this service (${outboundAddresses.join(', ')})${otherwise}.`;

const hasAddresses = ({ outboundAddresses = [] }: RemedyContext) => outboundAddresses.length > 0;

const roleSteps = (context: RemedyContext) => [
  'Open Access control (IAM) and choose Add, Add role assignment.',
  `Choose the role ${leastRole(context.writable).name} and, under Members, the application ${context.applicationName}.`,
  'Choose Review + assign. The assignment can take up to 10 minutes to have effect.',
];

const policySteps = (context: RemedyContext) => [
  'Open Access policies and choose Create.',
  `Under Secret permissions choose ${neededPermissions(context.writable).map(capitalized).join(', ')}; under Principal choose ${context.applicationName}.`,
  'Choose Create.',
];

/** Every cause with what is to be done about it: the one table of remedies. */
const remedies: Record<Cause, Entry> = {
  'consent.missing': {
    needsGrant: true,
    steps: ({ applicationName }) => [
      'Begin a consent here (consents/) and let an administrator of the tenant sign in and accept.',
      `Under Enterprise applications ${applicationName} has to appear.`,
      'Grant it access to the vault: an application that was removed lost its role assignments and access policies.',
      test,
    ],
    portalUrl: enterpriseApplicationsUrl,
    commands: [createApplication, grantRole, grantPolicy],
  },
  'consent.propagating': {
    steps: () => ['Wait some minutes for the consent to take effect.', wait],
    portalUrl: enterpriseApplicationsUrl,
    commands: [],
  },
  'tenant.not-found': {
    steps: ({ tenantId }) => [
      `Check that the tenant ${tenantId} still exists: open Tenant properties.`,
      'If the vault has moved to another tenant, delete this integration, consent in that tenant, and connect the vault again.',
    ],
    portalUrl: tenantUrl,
    commands: [],
  },
  'app.disabled': {
    steps: ({ applicationName }) => [
      `Open Enterprise applications and choose ${applicationName}.`,
      'Under Properties set "Enabled for users to sign-in?" to Yes and save.',
      test,
    ],
    portalUrl: enterpriseApplicationsUrl,
    commands: [enableApplication],
  },
  'credential.invalid': {
    steps: () => [
      'Nothing is wrong in your tenant: the operator of this service has to renew the credential of its app registration.',
      wait,
    ],
    portalUrl: enterpriseApplicationsUrl,
    commands: [],
  },
  'vault.not-found': {
    steps: ({ vaultName }) => [
      `Open Key vaults and check the name: there is no vault ${vaultName}.`,
      'If it was deleted, choose Manage deleted vaults and recover it.',
      'If it has another name, delete this integration and connect the vault by its right name.',
    ],
    portalUrl: vaultsUrl,
    commands: [listVaults, recoverVault],
  },
  'vault.wrong-tenant': {
    steps: (context) => [
      `${openVault(context)} Its Overview shows the Directory ID of the tenant that it belongs to.`,
      'Delete this integration, consent in that tenant, and connect the vault again.',
    ],
    portalUrl: vaultsUrl,
    commands: [showTenantOfVault],
  },
  'vault.forbidden-by-rbac': {
    needsGrant: true,
    accessModel: 'rbac',
    steps: (context) => [`${openVault(context)} It uses role-based access control.`, ...roleSteps(context), test],
    portalUrl: vaultsUrl,
    commands: [grantRole],
  },
  'vault.forbidden-by-access-policy': {
    needsGrant: true,
    accessModel: 'access-policy',
    steps: (context) => [`${openVault(context)} It uses access policies.`, ...policySteps(context), test],
    portalUrl: vaultsUrl,
    commands: [grantPolicy],
  },
  'vault.forbidden-by-firewall': {
    steps: (context) => [
      openVault(context),
      'Open Networking, Firewalls and virtual networks.',
      addressStep(context, ', or allow access from all networks'),
      test,
    ],
    portalUrl: vaultsUrl,
    commands: (context) => (hasAddresses(context) ? [showFirewall, allowAddresses] : [showFirewall, openFirewall]),
  },
  'vault.forbidden-by-connection': {
    steps: (context) => [
      openVault(context),
      'Open Networking and allow public access, from all networks or from selected ones.',
      `Where only selected networks are let in: ${addressStep(context, '')}`,
      test,
    ],
    portalUrl: vaultsUrl,
    commands: (context) => (hasAddresses(context) ? [enablePublicAccess, allowAddresses] : [enablePublicAccess]),
  },
  'vault.forbidden-by-governance-policy': {
    steps: (context) => [
      'Open Policy, Compliance, and look for policies on Microsoft.KeyVault that deny secrets.',
      `Exempt ${context.vaultName}, or let what is written here comply with the policy.`,
      test,
    ],
    portalUrl: vaultsUrl,
    commands: [],
  },
  'vault.rejected': {
    needsGrant: true,
    steps: (context) => [
      openVault(context),
      'Under Access configuration see whether it uses role-based access control or access policies.',
      ...roleSteps(context).map((step) => `With role-based access control: ${step}`),
      ...policySteps(context).map((step) => `With access policies: ${step}`),
      test,
    ],
    portalUrl: vaultsUrl,
    commands: [grantRole, grantPolicy],
  },
  'vault.throttled': {
    steps: (context) => [
      wait,
      `If it stays, see under Metrics of ${context.vaultName} what else calls it so often: a vault serves 4,000 requests in 10 seconds.`,
    ],
    portalUrl: vaultsUrl,
    commands: [],
  },
  'vault.unavailable': {
    steps: () => [wait, 'If it stays, see Service Health for an outage of Key Vault in the region of the vault.'],
    portalUrl: vaultsUrl,
    commands: [],
  },
  'network.unreachable': {
    steps: (context) => [
      wait,
      `If it stays, see under Networking of ${context.vaultName} whether it can be reached from the internet, and tell the operator of this service.`,
    ],
    portalUrl: vaultsUrl,
    commands: [],
  },
};

/** What to do about the cause, with the commands ready for this vault and our application. */
export function remedyFor(cause: Cause, context: RemedyContext): Remedy {
  const { steps, portalUrl, commands: listed, accessModel = null, needsGrant = false } = remedies[cause];
  const commands = typeof listed === 'function' ? listed(context) : listed;
  return {
    steps: steps(context),
    portalUrl: portalUrl(context),
    commands: (commands.length === 0 ? [] : [signIn, ...commands]).map((command) => command(context)),
    leastRole: leastRole(context.writable).name,
    secretPermissions: neededPermissions(context.writable),
    accessModel,
    grants: needsGrant ? grantsFor(context) : [],
  };
}

/** Microsoft recommends roles: https://learn.microsoft.com/azure/key-vault/general/rbac-access-policy */
function grantsFor(context: RemedyContext): Grant[] {
  const grant = (accessModel: AccessModel, uses: string, steps: string[], command: (typeof signIn)[]): Grant => ({
    accessModel,
    steps: [openVault(context), `Under Access configuration see that it uses ${uses}.`, ...steps, test],
    commands: [signIn, ...command].map((each) => each(context)),
  });
  return [
    grant('rbac', 'Azure role-based access control', roleSteps(context), [grantRole]),
    grant('access-policy', 'vault access policies', policySteps(context), [grantPolicy]),
  ];
}

const capitalized = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
