import type { Cloud } from '../../cloud/cloud.ts';
import type { Vault } from '../../cloud/model.ts';

/** Name of an application or managed identity, by its object id. */
export function principalName(cloud: Cloud, principalId: string): string {
  const { servicePrincipals, applications, managedIdentities } = cloud.model;
  const clientId = servicePrincipals.find(({ id }) => id === principalId)?.clientId;
  const application = applications.find((each) => each.clientId === clientId)?.name;
  const identity = managedIdentities.find((each) => each.principalId === principalId)?.name;
  return application ?? identity ?? `somebody who is gone (${principalId})`;
}

/** Whoever may be granted something in the vault, for a field to choose from. */
export function principalOptions(cloud: Cloud, { tenantId }: Vault): [id: string, name: string][] {
  const present = cloud.principals().filter((principal) => principal.tenantId === tenantId);
  return present.map(({ id }) => [id, principalName(cloud, id)]);
}
