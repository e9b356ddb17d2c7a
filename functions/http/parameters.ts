import { z } from 'zod';
import { environmentPath } from '../../shared/domain/configuration/environment-path.ts';
import type { VisibleParameter } from '../../shared/domain/configuration/project-view.ts';
import type { Environment } from '../../shared/domain/configuration.ts';
import { mayReadSecrets, type Principal } from '../../shared/domain/principal.ts';
import { cursorPage, readCursor } from '../../shared/http/cursor.ts';
import { findEnvironment } from '../../shared/http/find-environment.ts';
import { parameterFilter } from '../../shared/http/fits-parameter-filter.ts';
import type { Links } from '../../shared/http/links.ts';
import { compareNamed, isByName } from '../../shared/http/list-query.ts';
import { noSuchPage, pageRequest } from '../../shared/http/paging.ts';
import {
  parameterCreateSchema,
  parameterListQuery,
  parameterPageSchema,
  parameterPatchSchema,
  parameterQuery,
  parameterSchema,
  parameterTag,
  parameterUpdateSchema,
  presentParameter,
} from '../../shared/http/resources/parameters.ts';
import { type Reply, type Route, type RouteContext, route } from '../../shared/http/route.ts';
import { refuseUnavailable } from '../../shared/http/unavailable.ts';
import { listEnvironments } from '../../shared/store/environments.ts';
import { getParameter } from '../../shared/store/parameters.ts';
import { createParameter } from '../../shared/use-cases/configuration/create-parameter.ts';
import { deleteParameter } from '../../shared/use-cases/configuration/delete-parameter.ts';
import { listVisibleParameters } from '../../shared/use-cases/configuration/list-visible-parameters.ts';
import { loadVisibleParameter } from '../../shared/use-cases/configuration/load-visible-parameter.ts';
import { resolveMoment } from '../../shared/use-cases/configuration/resolve-moment.ts';
import { updateParameter } from '../../shared/use-cases/configuration/update-parameter.ts';
import { viewEffectiveValues } from '../../shared/use-cases/configuration/view-values.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { lookUpTypes } from '../../shared/use-cases/types/type-lookup.ts';

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
      refuseUnavailable('query', { difference: query.difference });
      const look = await prepareLook(deps, principal, query, links);
      const { page, pageSize } = pageRequest(query);
      const cursor = readCursor(query.cursor);
      const listed = await listVisibleParameters(deps, {
        organizationId: principal.organizationId,
        projectId,
        own: query.immediate_parameters,
        name: query.name,
        fits: parameterFilter(query),
        compare: isByName(query.ordering) ? undefined : compareNamed(query.ordering),
        pageSize,
        skip: (page - 1) * pageSize,
        after: cursor?.after,
        counted: cursor?.counted,
        scope: look.scope,
      });
      const { parameters, projectNames, counted } = listed;
      if (page > 1 && cursor === undefined && parameters.length === 0) throw noSuchPage();
      const last = parameters.at(-1)?.parameter.name;
      const next =
        listed.more && last !== undefined ? { after: last, before: cursor?.after ?? null, counted } : undefined;
      const before = cursor?.before;
      const previous = typeof before === 'string' ? { after: before, counted } : undefined;
      const results = await Promise.all(parameters.map((each) => look.at({ ...each, projectNames })));
      return { status: 200, body: cursorPage(results, { count: counted.count, page, next, previous }, url) };
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
    audit: { action: 'create', objectType: 'Parameter' },
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
    conditional: true,
    responses: { 200: parameterSchema },
    audit: { action: 'update', objectType: 'Parameter' },
    handle: update,
  }),
  route({
    name: 'projects_parameters_partial_update',
    method: 'PATCH',
    path: `${collection}{id}/`,
    summary: 'Change some of a parameter',
    auth: 'CONTRIB',
    request: { params: oneParameter, body: parameterPatchSchema, bodyRequired: false },
    conditional: true,
    responses: { 200: parameterSchema },
    audit: { action: 'update', objectType: 'Parameter' },
    handle: update,
  }),
  route({
    name: 'projects_parameters_destroy',
    method: 'DELETE',
    path: `${collection}{id}/`,
    summary: 'Delete a parameter with its values',
    auth: 'CONTRIB',
    request: { params: oneParameter },
    conditional: true,
    responses: { 204: null },
    audit: { action: 'delete', objectType: 'Parameter', before: known },
    async handle({ deps, principal: { organizationId }, params: { project_pk: projectId, id }, requireUnchanged }) {
      await deleteParameter(deps, { organizationId, projectId, id, requireUnchanged: requireUnchanged(parameterTag) });
      return { status: 204 };
    },
  }),
];

/** What the audit is told of a parameter that will be gone. */
async function known({ deps, principal, params }: Pick<Update, 'deps' | 'principal' | 'params'>) {
  const parameter = await getParameter(deps.rows, principal.organizationId, params.project_pk, params.id);
  return { name: parameter?.name };
}

async function update({ deps, principal, params, body, links, requireUnchanged }: Update): Promise<Reply> {
  const { expires, expiration_action, ...changes } = body;
  refuseUnavailable('body', { expires, expiration_action });
  const { project_pk: projectId, id } = params;
  const { organizationId } = principal;
  await updateParameter(deps, {
    organizationId,
    projectId,
    id,
    requireUnchanged: requireUnchanged(parameterTag),
    ...changes,
  });
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
  const { scope } = look;
  const values = scope !== undefined;
  const visible = await loadVisibleParameter(deps, { organizationId, projectId, parameterId, values, scope });
  return {
    status: 200,
    body: await look.at(visible),
    headers: { ETag: parameterTag(visible.parameter) },
  };
}

/** How the caller gets to see parameters: with values in one environment or all of them, or none; masked or not. */
async function prepareLook(deps: Deps, principal: Principal, query: Query, links: Links) {
  const { organizationId, role } = principal;
  const all = query.values || query.environment ? await listEnvironments(deps.rows, organizationId) : [];
  const asked = query.environment === undefined ? undefined : findEnvironment(all, query.environment, links);
  const wanted: Environment[] = asked === undefined ? all.sort(compareNamed()) : [asked];
  const environments = query.values ? wanted : [];
  const asOf = await resolveMoment(deps, {
    organizationId,
    environmentId: asked?.id,
    asOf: query.as_of,
    tag: query.tag,
  });
  const byId = new Map(all.map((environment) => [environment.id, environment]));
  const environmentIds = [...new Set(environments.flatMap(({ id }) => environmentPath(byId, id)))];
  const types = lookUpTypes(deps, organizationId);
  const viewing = { environments: all, maskSecrets: query.mask_secrets || !mayReadSecrets(role) };
  return {
    /** The values that this takes; none when none are asked for. */
    scope: query.values ? { environmentIds, asOf } : undefined,
    async at(visible: VisibleParameter & { projectNames: ReadonlyMap<string, string> }) {
      const { parameter, layers, projectNames } = visible;
      const projectName = projectNames.get(parameter.projectId) ?? '';
      const values = await viewEffectiveValues(deps, visible, environments, viewing);
      const typeName = await types.nameOf(parameter.type);
      const overrides = layers[1]?.parameter;
      return presentParameter({ parameter, typeName, projectName, overrides, environments, values }, links);
    },
  };
}
