import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Cloud } from '../cloud/cloud.ts';
import { staff } from '../cloud/default-model.ts';
import type { Tenant } from '../cloud/model.ts';
import { ControlError } from './control-error.ts';
import { flag } from './input.ts';
import { operation } from './operation.ts';

const nothing = z.object({});

/** Tenants, people and Enterprise applications: what the Entra admin centre shows. */
export const directoryOperations = [
  operation('GET', '/api/tenants', nothing, (cloud) => cloud.model.tenants),
  operation(
    'POST',
    '/api/tenants',
    z.object({ name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 -]{0,49}$/), userConsent: flag.default(false) }),
    (cloud, _params, { name, userConsent }) => {
      const domain = `${name.toLowerCase().replaceAll(' ', '-')}.onmicrosoft.localhost`;
      if (cloud.tenant(domain)) throw new ControlError(409, `The domain ${domain} is taken.`);
      const tenant: Tenant = { id: randomUUID(), name, domain, userConsent };
      const users = staff(tenant, randomUUID);
      cloud.model.tenants.push(tenant);
      cloud.model.users.push(...users);
      return { ...tenant, users };
    },
  ),
  operation('PATCH', '/api/tenants/{tenant}', z.object({ userConsent: flag }), (cloud, { tenant }, { userConsent }) => {
    const found = findTenant(cloud, tenant ?? '');
    found.userConsent = userConsent;
    return found;
  }),
  operation('GET', '/api/users', nothing, (cloud) => cloud.model.users),
  operation('GET', '/api/applications', nothing, (cloud) =>
    cloud.model.applications.map(({ secrets: _secrets, ...application }) => application),
  ),
  operation('GET', '/api/enterprise-applications', nothing, (cloud) =>
    cloud.model.servicePrincipals.map((principal) => ({
      ...principal,
      name: cloud.model.applications.find(({ clientId }) => clientId === principal.clientId)?.name,
      tenantName: cloud.tenant(principal.tenantId)?.name,
    })),
  ),
  operation('PATCH', '/api/enterprise-applications/{id}', z.object({ enabled: flag }), (cloud, { id }, { enabled }) => {
    const principal = cloud.model.servicePrincipals.find((candidate) => candidate.id === id);
    if (principal === undefined) throw new ControlError(404, `There is no Enterprise application ${id}.`);
    principal.enabled = enabled;
    return principal;
  }),
  // Its role assignments stay behind, pointing at nobody, as they do at Azure.
  operation('DELETE', '/api/enterprise-applications/{id}', nothing, (cloud, { id }) => {
    const { servicePrincipals } = cloud.model;
    const index = servicePrincipals.findIndex((candidate) => candidate.id === id);
    if (index < 0) throw new ControlError(404, `There is no Enterprise application ${id}.`);
    servicePrincipals.splice(index, 1);
  }),
];

/** A tenant by its id, domain or name. */
export function findTenant(cloud: Cloud, wanted: string): Tenant {
  const found = cloud.tenant(wanted) ?? cloud.model.tenants.find(({ name }) => name === wanted);
  if (found === undefined) throw new ControlError(404, `There is no tenant ${wanted}.`);
  return found;
}
