import { z } from 'zod';
import { integrationName } from '../../shared/domain/integration/integration.ts';
import type { Links } from '../../shared/http/links.ts';
import { pageOf, pageRequest } from '../../shared/http/paging.ts';
import {
  integrationCreateSchema,
  integrationPageSchema,
  integrationQuery,
  integrationSchema,
  integrationTag,
  integrationUpdateSchema,
  presentIntegration,
  refreshQuery,
  removeQuery,
  selectIntegrations,
} from '../../shared/http/resources/integrations.ts';
import { type HttpMethod, type Reply, type Route, type RouteContext, route } from '../../shared/http/route.ts';
import { getIntegration } from '../../shared/store/integrations.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { createIntegration } from '../../shared/use-cases/integrations/create-integration.ts';
import { type KnownIntegration, listKnownIntegrations } from '../../shared/use-cases/integrations/know-access.ts';
import { readIntegration } from '../../shared/use-cases/integrations/read-integration.ts';
import { removeIntegration } from '../../shared/use-cases/integrations/remove-integration.ts';
import { updateIntegration } from '../../shared/use-cases/integrations/update-integration.ts';

const collection = '/api/v1/integrations/azure/key_vault/';
const one = `${collection}{id}/`;
const oneIntegration = z.object({ id: z.guid().toLowerCase() });

interface Context {
  deps: Deps;
  links: Links;
}

function reply(status: number, integration: KnownIntegration, { deps, links }: Context): Reply {
  const body = presentIntegration(integration, { links, azure: deps.azure });
  return { status, body, headers: { ETag: integrationTag(integration) } };
}

const update = (name: string, method: HttpMethod, summary: string) =>
  route({
    name,
    method,
    path: one,
    summary,
    auth: 'ADMIN',
    request: { params: oneIntegration, body: integrationUpdateSchema, bodyRequired: false },
    conditional: true,
    responses: { 200: integrationSchema },
    audit: { action: 'update', objectType: 'AzureKeyVaultIntegration' },
    async handle({ deps, principal, params, body, links, requireUnchanged }) {
      const integration = await updateIntegration(deps, {
        organizationId: principal.organizationId,
        id: params.id,
        change: {
          description: body.description,
          writable: body.writable,
          resourceTags: body.resource_tags,
          tenantId: body.tenant_id,
          vaultName: body.vault_name,
        },
        requireUnchanged: requireUnchanged(integrationTag),
      });
      return reply(200, integration, { deps, links });
    },
  });

/** What the audit is told of an integration that will be gone. */
async function knownIntegration({
  deps,
  principal,
  params,
}: Pick<RouteContext<z.output<typeof oneIntegration>, undefined, undefined>, 'deps' | 'principal' | 'params'>) {
  const integration = await getIntegration(deps.rows, principal.organizationId, params.id);
  return { name: integration && integrationName(integration) };
}

export const integrationRoutes: Route[] = [
  route({
    name: 'integrations_azure_key_vault_list',
    method: 'GET',
    path: collection,
    summary: 'The vaults that are connected',
    auth: 'NO_SECRETS',
    request: { query: integrationQuery },
    responses: { 200: integrationPageSchema },
    async handle({ deps, principal, query, links, url }) {
      const all = await listKnownIntegrations(deps, principal);
      const page = pageOf(selectIntegrations(all, query), pageRequest(query), url);
      const results = (page.results ?? []).map((item) => presentIntegration(item, { links, azure: deps.azure }));
      return { status: 200, body: { ...page, results } };
    },
  }),
  route({
    name: 'integrations_azure_key_vault_create',
    method: 'POST',
    path: collection,
    summary: 'Connect a vault of a linked tenant and test the access to it',
    auth: 'ADMIN',
    request: { body: integrationCreateSchema },
    responses: { 201: integrationSchema },
    audit: { action: 'create', objectType: 'AzureKeyVaultIntegration' },
    async handle({ deps, principal, body, links }) {
      const integration = await createIntegration(deps, {
        organizationId: principal.organizationId,
        tenantId: body.tenant_id,
        vaultName: body.vault_name,
        description: body.description,
        writable: body.writable,
        resourceTags: body.resource_tags,
      });
      return reply(201, integration, { deps, links });
    },
  }),
  route({
    name: 'integrations_azure_key_vault_retrieve',
    method: 'GET',
    path: one,
    summary: 'One connected vault; refresh_status=true tests the access first',
    auth: 'NO_SECRETS',
    request: { params: oneIntegration, query: refreshQuery },
    responses: { 200: integrationSchema },
    async handle({ deps, principal: { organizationId }, params, query, links }) {
      const refresh = query.refresh_status;
      const integration = await readIntegration(deps, { organizationId, id: params.id, refresh });
      return reply(200, integration, { deps, links });
    },
  }),
  update('integrations_azure_key_vault_update', 'PUT', 'Change a connected vault'),
  update('integrations_azure_key_vault_partial_update', 'PATCH', 'Change a connected vault'),
  route({
    name: 'integrations_azure_key_vault_destroy',
    method: 'DELETE',
    path: one,
    summary: 'Disconnect a vault; nothing is changed in Azure',
    auth: 'ADMIN',
    request: { params: oneIntegration, query: removeQuery },
    conditional: true,
    responses: { 204: null },
    audit: { action: 'delete', objectType: 'AzureKeyVaultIntegration', before: knownIntegration },
    async handle({ deps, principal: { organizationId }, params: { id }, requireUnchanged }) {
      await removeIntegration(deps, { organizationId, id, requireUnchanged: requireUnchanged(integrationTag) });
      return { status: 204 };
    },
  }),
];
