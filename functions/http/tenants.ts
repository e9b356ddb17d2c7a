import { z } from 'zod';
import { notFound } from '../../shared/errors.ts';
import { pageOf, pageRequest } from '../../shared/http/paging.ts';
import {
  compareTenants,
  presentTenant,
  tenantPageSchema,
  tenantQuery,
  tenantSchema,
} from '../../shared/http/resources/tenants.ts';
import { type Route, type RouteContext, route } from '../../shared/http/route.ts';
import { getTenantLink, listTenantLinks } from '../../shared/store/tenants.ts';
import { unlinkTenant } from '../../shared/use-cases/consent/unlink-tenant.ts';

const collection = '/api/v1/integrations/azure/key_vault/tenants/';
const oneTenant = z.object({ id: z.guid() });

/** What the audit is told of a tenant that will be gone. */
async function knownTenant({
  deps,
  principal,
  params,
}: Pick<RouteContext<z.output<typeof oneTenant>, undefined, undefined>, 'deps' | 'principal' | 'params'>) {
  const link = await getTenantLink(deps.rows, principal.organizationId, params.id);
  return { name: link?.name };
}

export const tenantRoutes: Route[] = [
  route({
    name: 'integrations_azure_key_vault_tenants_list',
    method: 'GET',
    path: collection,
    summary: 'The tenants that this organization may use, and who linked them',
    auth: 'NO_SECRETS',
    request: { query: tenantQuery },
    responses: { 200: tenantPageSchema },
    async handle({ deps, principal, query, links, url }) {
      const linked = await listTenantLinks(deps.rows, principal.organizationId);
      const tenants = linked.sort(compareTenants(query.ordering)).map((link) => presentTenant(link, links));
      return { status: 200, body: pageOf(tenants, pageRequest(query), url) };
    },
  }),
  route({
    name: 'integrations_azure_key_vault_tenants_retrieve',
    method: 'GET',
    path: `${collection}{id}/`,
    summary: 'One linked tenant',
    auth: 'NO_SECRETS',
    request: { params: oneTenant },
    responses: { 200: tenantSchema },
    async handle({ deps, principal, params, links }) {
      const link = await getTenantLink(deps.rows, principal.organizationId, params.id);
      if (link === undefined) throw notFound('tenant');
      return { status: 200, body: presentTenant(link, links) };
    },
  }),
  route({
    name: 'integrations_azure_key_vault_tenants_destroy',
    method: 'DELETE',
    path: `${collection}{id}/`,
    summary: 'Take a tenant away from this organization',
    auth: 'ADMIN',
    request: { params: oneTenant },
    responses: { 204: null },
    audit: { action: 'delete', objectType: 'AzureKeyVaultTenant', before: knownTenant },
    async handle({ deps, principal: { organizationId }, params }) {
      await unlinkTenant(deps, { organizationId, tenantId: params.id });
      return { status: 204 };
    },
  }),
];
