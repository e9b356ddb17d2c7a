import { z } from 'zod';
import type { Environment } from '../../shared/domain/configuration.ts';
import { notFound } from '../../shared/errors.ts';
import { rowTag } from '../../shared/http/entity-tag.ts';
import { compareNamed, fitsNamedFilter } from '../../shared/http/list-query.ts';
import { pageOf, pageRequest } from '../../shared/http/paging.ts';
import { optionalReference } from '../../shared/http/reference.ts';
import {
  environmentCreateSchema,
  environmentListQuery,
  environmentPageSchema,
  environmentPatchSchema,
  environmentSchema,
  environmentUpdateSchema,
  presentEnvironment,
  updatedEnvironmentSchema,
} from '../../shared/http/resources/environments.ts';
import { type Reply, type Route, type RouteContext, route } from '../../shared/http/route.ts';
import { refuseUnavailable } from '../../shared/http/unavailable.ts';
import { getEnvironment, listEnvironments } from '../../shared/store/environments.ts';
import { createEnvironment } from '../../shared/use-cases/configuration/create-environment.ts';
import { deleteEnvironment } from '../../shared/use-cases/configuration/delete-environment.ts';
import { updateEnvironment } from '../../shared/use-cases/configuration/update-environment.ts';

const collection = '/api/v1/environments/';
const oneEnvironment = z.object({ id: z.uuid() });

type Update = RouteContext<
  z.output<typeof oneEnvironment>,
  undefined,
  z.output<typeof environmentUpdateSchema> | z.output<typeof environmentPatchSchema>
>;

export const environmentRoutes: Route[] = [
  route({
    name: 'environments_list',
    method: 'GET',
    path: collection,
    summary: 'The environments of the organization',
    auth: 'NO_SECRETS',
    request: { query: environmentListQuery },
    responses: { 200: environmentPageSchema },
    async handle({ deps, principal, query, links, url }) {
      const all = await listEnvironments(deps.rows, principal.organizationId);
      const found = all.filter((each) => fitsNamedFilter(each, query)).sort(compareNamed(query.ordering));
      const page = pageOf(found, pageRequest(query), url);
      const results = page.results.map((each) =>
        presentEnvironment(each, childrenOf(each, all), principal.role, links),
      );
      return { status: 200, body: { ...page, results } };
    },
  }),
  route({
    name: 'environments_create',
    method: 'POST',
    path: collection,
    summary: 'Add an environment',
    auth: 'CONTRIB',
    request: { body: environmentCreateSchema },
    responses: { 201: environmentSchema },
    audit: { action: 'create', objectType: 'Environment' },
    async handle({ deps, principal: { organizationId, role }, body, links }) {
      const { name, description } = body;
      const parentId = optionalReference(links, 'environment', body.parent, 'parent');
      const made = await createEnvironment(deps, { organizationId, name, description, parentId });
      const shown = presentEnvironment(made, [], role, links);
      return { status: 201, body: shown, headers: { ETag: rowTag(made), Location: shown.url } };
    },
  }),
  route({
    name: 'environments_retrieve',
    method: 'GET',
    path: `${collection}{id}/`,
    summary: 'One environment',
    auth: 'NO_SECRETS',
    request: { params: oneEnvironment },
    responses: { 200: environmentSchema },
    async handle({ deps, principal, params, links }) {
      const all = await listEnvironments(deps.rows, principal.organizationId);
      const found = all.find(({ id }) => id === params.id);
      if (found === undefined) throw notFound('environment');
      const body = presentEnvironment(found, childrenOf(found, all), principal.role, links);
      return { status: 200, body, headers: { ETag: rowTag(found) } };
    },
  }),
  route({
    name: 'environments_update',
    method: 'PUT',
    path: `${collection}{id}/`,
    summary: 'Change an environment',
    auth: 'CONTRIB',
    request: { params: oneEnvironment, body: environmentUpdateSchema },
    conditional: true,
    responses: { 200: updatedEnvironmentSchema },
    audit: { action: 'update', objectType: 'Environment' },
    handle: update,
  }),
  route({
    name: 'environments_partial_update',
    method: 'PATCH',
    path: `${collection}{id}/`,
    summary: 'Change some of an environment',
    auth: 'CONTRIB',
    request: { params: oneEnvironment, body: environmentPatchSchema, bodyRequired: false },
    conditional: true,
    responses: { 200: updatedEnvironmentSchema },
    audit: { action: 'update', objectType: 'Environment' },
    handle: update,
  }),
  route({
    name: 'environments_destroy',
    method: 'DELETE',
    path: `${collection}{id}/`,
    summary: 'Delete an environment and the values in it; pushes that covered it are run',
    auth: 'CONTRIB',
    request: { params: oneEnvironment },
    conditional: true,
    responses: { 204: null },
    audit: { action: 'delete', objectType: 'Environment', before: known },
    async handle({ deps, principal: { organizationId }, params: { id }, requireUnchanged }) {
      await deleteEnvironment(deps, { organizationId, id, requireUnchanged: requireUnchanged(rowTag) });
      return { status: 204 };
    },
  }),
];

/** What the audit is told of an environment that will be gone. */
async function known({ deps, principal, params }: Pick<Update, 'deps' | 'principal' | 'params'>) {
  return { name: (await getEnvironment(deps.rows, principal.organizationId, params.id))?.name };
}

async function update({ deps, principal, params: { id }, body, links, requireUnchanged }: Update): Promise<Reply> {
  const { organizationId, role } = principal;
  refuseUnavailable('body', { access_controlled: body.access_controlled });
  const { name, description } = body;
  const parentId = optionalReference(links, 'environment', body.parent, 'parent');
  const changes = { name, description, parentId, requireUnchanged: requireUnchanged(rowTag) };
  const environment = await updateEnvironment(deps, { organizationId, id, ...changes });
  const children = childrenOf(environment, await listEnvironments(deps.rows, organizationId));
  const shown = presentEnvironment(environment, children, role, links);
  return { status: 200, body: shown, headers: { ETag: rowTag(environment) } };
}

function childrenOf(parent: Environment, all: readonly Environment[]): Environment[] {
  return all.filter(({ parentId }) => parentId === parent.id).sort(compareNamed());
}
