import { type Command, removeApplication, revokePolicy, revokeRole, signIn } from './azure-commands.ts';
import { enterpriseApplicationsUrl } from './portal-url.ts';
import type { RemedyContext } from './remedy.ts';

/** What remains at Azure when an integration is deleted: the service cannot take away what others granted it. */
export interface Removal {
  steps: string[];
  portalUrl: string;
  commands: Command[];
}

export function removalOf(context: RemedyContext): Removal {
  const { vaultName, applicationName } = context;
  return {
    steps: [
      `Open the vault ${vaultName}: remove the role assignment (Access control, IAM) or the access policy of ${applicationName}.`,
      `When no other vault of the tenant is connected, open Enterprise applications, choose ${applicationName}, Properties, Delete.`,
      'Secrets that were pushed to the vault stay there.',
    ],
    portalUrl: enterpriseApplicationsUrl(context),
    commands: [signIn, revokeRole, revokePolicy, removeApplication].map((command) => command(context)),
  };
}
