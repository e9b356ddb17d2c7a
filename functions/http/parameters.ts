import { z } from 'zod';
import type { VisibleParameter } from '../../shared/domain/configuration/project-view.ts';
import type { Environment } from '../../shared/domain/configuration.ts';
import { mayReadSecrets, type Principal } from '../../shared/domain/principal.ts';
import { entityTag } from '../../shared/http/entity-tag.ts';
import { findEnvironment } from '../../shared/http/find-environment.ts';
import { fitsParameterFilter } from '../../shared/http/fits-parameter-filter.ts';
import { ifMatch } from '../../shared/http/if-match.ts';
import type { Links } from '../../shared/http/links.ts';
import { compareNamed } from '../../shared/http/list-query.ts';
import { pageOf, pageRequest } from '../../shared/http/paging.ts';
import {
  parameterCreateSchema,
  parameterListQuery,
  parameterPageSchema,
  parameterPatchSchema,
  parameterQuery,
  parameterSchema,
  parameterUpdateSchema,
  presentParameter,
} from '../../shared/http/resources/parameters.ts';
import { type Reply, type Route, type RouteContext, route } from '../../shared/http/route.ts';
import { refuseUnavailable } from '../../shared/http/unavailable.ts';
import { listEnvironments } from '../../shared/store/environments.ts';
import { createParameter } from '../../shared/use-cases/configuration/create-parameter.ts';
import { deleteParameter } from '../../shared/use-cases/configuration/delete-parameter.ts';
import { loadProjectView } from '../../shared/use-cases/configuration/load-project-view.ts';
import { loadVisibleParameter } from '../../shared/use-cases/configuration/load-visible-parameter.ts';
import { updateParameter } from '../../shared/use-cases/configuration/update-parameter.ts';
import { viewEffectiveValues } from '../../shared/use-cases/configuration/view-values.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';

const collection = '/api/v1/projects/{project_pk}/parameters/';
const ofProject = z.object({ project_pk: z.uuid() });
const oneParameter = ofProject.extend({ id: z.uuid() });

type Query = z.output<typeof parameterQuery>;
type Update = RouteContext<
  z.output<typeof oneParameter>,
  undefined,
  z.output<typeof parameterUpdateSchema> | z.output<typeof parameterPatchSchema>
>;

export const parameterRoutes: Route[] = [
  route({
    name: 'projects_parameters_list',
    method: 'GET',
    path: collection,
    summary: 'The parameters that a project sees, its own and inherited ones, with their effective values',
    auth: 'NO_SECRETS',
    request: { params: ofProject, query: parameterListQuery },
    responses: { 200: parameterPageSchema },
    async handle({ deps, principal, params: { project_pk: projectId }, query, links, url }) {
      refuseUnavailable('query', { as_of: query.as_of, tag: query.tag, difference: query.difference });
      const { organizationId } = principal;
      const { name, values } = query;
      const look = await prepareLook(deps, principal, query, links);
      const view = await loadProjectView(deps, { organizationId, projectId, name, values });
      const found = [...view.parameters.values()]
        .filter(({ parameter }) => !query.immediate_parameters || parameter.projectId === projectId)
        .filter(({ parameter }) => fitsParameterFilter(parameter, query))
        .sort((one, other) => compareNamed(query.ordering)(one.parameter, other.parameter));
      const page = pageOf(found, pageRequest(query), url);
      const projectNames = new Map(view.chain.map((project) => [project.id, project.name]));
      const results = await Promise.all(page.results.map((each) => look({ ...each, projectNames })));
      return { status: 200, body: { ...page, results } };
    },
  }),
  route({
    name: 'projects_parameters_create',
    method: 'POST',
    path: collection,
    summary: 'Add a parameter to a project',
    auth: 'CONTRIB',
    request: { params: ofProject, body: parameterCreateSchema },
    responses: { 201: parameterSchema },
    async handle({ deps, principal, params: { project_pk: projectId }, body, links }) {
      const { expires, expiration_action, ...wanted } = body;
      refuseUnavailable('body', { expires, expiration_action });
      const { organizationId } = principal;
      const made = await createParameter(deps, { organizationId, projectId, ...wanted });
      const shown = await showOne(deps, principal, { project_pk: projectId, id: made.id }, links);
      return { ...shown, status: 201, headers: { ...shown.headers, Location: shown.body.url } };
    },
  }),
  route({
    name: 'projects_parameters_retrieve',
    method: 'GET',
    path: `${collection}{id}/`,
    summary: 'One parameter with its effective values',
    auth: 'NO_SECRETS',
    request: { params: oneParameter, query: parameterQuery },
    responses: { 200: parameterSchema },
    async handle({ deps, principal, params, query, links }) {
      refuseUnavailable('query', { as_of: query.as_of, tag: query.tag });
      return showOne(deps, principal, params, links, query);
    },
  }),
  route({
    name: 'projects_parameters_update',
    method: 'PUT',
    path: `${collection}{id}/`,
    summary: 'Change a parameter',
    auth: 'CONTRIB',
    request: { params: oneParameter, body: parameterUpdateSchema },
    responses: { 200: parameterSchema },
    handle: update,
  }),
  route({
    name: 'projects_parameters_partial_update',
    method: 'PATCH',
    path: `${collection}{id}/`,
    summary: 'Change some of a parameter',
    auth: 'CONTRIB',
    request: { params: oneParameter, body: parameterPatchSchema, bodyRequired: false },
    responses: { 200: parameterSchema },
    handle: update,
  }),
  route({
    name: 'projects_parameters_destroy',
    method: 'DELETE',
    path: `${collection}{id}/`,
    summary: 'Delete a parameter with its values',
    auth: 'CONTRIB',
    request: { params: oneParameter },
    responses: { 204: null },
    async handle({ deps, principal: { organizationId }, params: { project_pk: projectId, id }, header }) {
      await deleteParameter(deps, { organizationId, projectId, id, requireUnchanged: ifMatch(header) });
      return { status: 204 };
    },
  }),
];

async function update({ deps, principal, params, body, links, header }: Update): Promise<Reply> {
  const { expires, expiration_action, ...changes } = body;
  refuseUnavailable('body', { expires, expiration_action });
  const { project_pk: projectId, id } = params;
  const { organizationId } = principal;
  await updateParameter(deps, { organizationId, projectId, id, requireUnchanged: ifMatch(header), ...changes });
  return showOne(deps, principal, params, links);
}

async function showOne(
  deps: Deps,
  principal: Principal,
  { project_pk: projectId, id: parameterId }: z.output<typeof oneParameter>,
  links: Links,
  query: Query = parameterQuery.parse({}),
) {
  const { organizationId } = principal;
  const look = await prepareLook(deps, principal, query, links);
  const visible = await loadVisibleParameter(deps, { organizationId, projectId, parameterId, values: query.values });
  return { status: 200, body: await look(visible), headers: { ETag: entityTag(visible.parameter.etag) } };
}

/** How the caller gets to see parameters: with values in one environment or all of them, or none; masked or not. */
async function prepareLook(deps: Deps, principal: Principal, query: Query, links: Links) {
  const all = query.values || query.environment ? await listEnvironments(deps.rows, principal.organizationId) : [];
  const asked = query.environment === undefined ? undefined : findEnvironment(all, query.environment, links);
  const wanted: Environment[] = asked === undefined ? all.sort(compareNamed()) : [asked];
  const environments = query.values ? wanted : [];
  const viewing = { environments: all, maskSecrets: query.mask_secrets || !mayReadSecrets(principal.role) };
  return async (visible: VisibleParameter & { projectNames: ReadonlyMap<string, string> }) => {
    const { parameter, layers, projectNames } = visible;
    const projectName = projectNames.get(parameter.projectId) ?? '';
    const values = await viewEffectiveValues(deps, visible, environments, viewing);
    return presentParameter({ parameter, projectName, overrides: layers[1]?.parameter, environments, values }, links);
  };
}
