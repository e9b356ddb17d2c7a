import { z } from 'zod';
import { environmentPath } from '../../shared/domain/configuration/environment-path.ts';
import { mayReadSecrets, type Principal } from '../../shared/domain/principal.ts';
import { notFound } from '../../shared/errors.ts';

import { auditedValue } from '../../shared/http/audited-objects.ts';

import { findEnvironment } from '../../shared/http/find-environment.ts';
import type { Links } from '../../shared/http/links.ts';
import { compareNamed } from '../../shared/http/list-query.ts';
import { pageOf, pageRequest } from '../../shared/http/paging.ts';
import { referencedId } from '../../shared/http/reference.ts';
import {
  presentValue,
  updatedValueSchema,
  valueCreateSchema,
  valueListQuery,
  valuePageSchema,
  valueQuery,
  valueSchema,
  valueTag,
  valueUpdateSchema,
  valueWriteQuery,
} from '../../shared/http/resources/values.ts';
import { type Reply, type Route, type RouteContext, route } from '../../shared/http/route.ts';
import { refuseUnavailable } from '../../shared/http/unavailable.ts';
import { listEnvironments } from '../../shared/store/environments.ts';
import { createValue } from '../../shared/use-cases/configuration/create-value.ts';
import { deleteValue } from '../../shared/use-cases/configuration/delete-value.ts';
import { loadVisibleParameter } from '../../shared/use-cases/configuration/load-visible-parameter.ts';
import { resolveMoment } from '../../shared/use-cases/configuration/resolve-moment.ts';
import { updateValue } from '../../shared/use-cases/configuration/update-value.ts';
import {
  type ValueView,
  viewEffectiveValues,
  viewOwnValues,
} from '../../shared/use-cases/configuration/view-values.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';

const collection = '/api/v1/projects/{project_pk}/parameters/{parameter_pk}/values/';
const ofParameter = z.object({ project_pk: z.uuid(), parameter_pk: z.uuid() });
const oneValue = ofParameter.extend({ id: z.uuid() });

type Address = z.output<typeof ofParameter>;
type Update = RouteContext<
  z.output<typeof oneValue>,
  z.output<typeof valueWriteQuery>,
  z.output<typeof valueUpdateSchema>
>;

export const valueRoutes: Route[] = [
  route({
    name: 'projects_parameters_values_list',
    method: 'GET',
    path: collection,
    summary: 'The values that are set on a parameter, or the effective one of an environment',
    auth: 'NO_SECRETS',
    request: { params: ofParameter, query: valueListQuery },
    responses: { 200: valuePageSchema },
    async handle({ deps, principal, params, query, links, url }) {
      const views = await lookAtValues(deps, principal, params, query, links);
      const page = pageOf(views, pageRequest(query), url);
      return { status: 200, body: { ...page, results: page.results.map((view) => presentValue(view, links)) } };
    },
  }),
  route({
    name: 'projects_parameters_values_create',
    method: 'POST',
    path: collection,
    summary: 'Set the value of a parameter in an environment',
    auth: 'CONTRIB',
    request: { params: ofParameter, query: valueWriteQuery, body: valueCreateSchema },
    responses: { 201: valueSchema },
    audit: { action: 'create', objectType: 'Value', after: auditedValue },
    async handle({ deps, principal, params, body, links }) {
      refuseUnavailable('body', { external: body.external, interpolated: body.interpolated });
      const environmentId = referencedId(links, 'environment', body.environment, 'environment');
      const value = body.internal_value ?? null;
      const made = await createValue(deps, { ...addressOf(principal, params), environmentId, value });
      const shown = await show(deps, principal, made, links);
      return { ...shown, status: 201, headers: { ...shown.headers, Location: shown.body.url } };
    },
  }),
  route({
    name: 'projects_parameters_values_retrieve',
    method: 'GET',
    path: `${collection}{id}/`,
    summary: 'One value',
    auth: 'NO_SECRETS',
    request: { params: oneValue, query: valueQuery },
    responses: { 200: valueSchema },
    async handle({ deps, principal, params, query, links }) {
      const views = await lookAtValues(deps, principal, params, query, links);
      const view = views.find(({ stored }) => stored.id === params.id);
      if (view === undefined) throw notFound('value');
      return { status: 200, body: presentValue(view, links), headers: { ETag: valueTag(view.stored) } };
    },
  }),
  route({
    name: 'projects_parameters_values_update',
    method: 'PUT',
    path: `${collection}{id}/`,
    summary: 'Change a value',
    auth: 'CONTRIB',
    request: { params: oneValue, query: valueWriteQuery, body: valueUpdateSchema, bodyRequired: false },
    conditional: true,
    responses: { 200: updatedValueSchema },
    audit: { action: 'update', objectType: 'Value', after: auditedValue },
    handle: update,
  }),
  route({
    name: 'projects_parameters_values_partial_update',
    method: 'PATCH',
    path: `${collection}{id}/`,
    summary: 'Change a value, if anything is given',
    auth: 'CONTRIB',
    request: { params: oneValue, query: valueWriteQuery, body: valueUpdateSchema, bodyRequired: false },
    conditional: true,
    responses: { 200: updatedValueSchema },
    audit: { action: 'update', objectType: 'Value', after: auditedValue },
    handle: update,
  }),
  route({
    name: 'projects_parameters_values_destroy',
    method: 'DELETE',
    path: `${collection}{id}/`,
    summary: 'Take a value away, which uncovers what is inherited',
    auth: 'CONTRIB',
    request: { params: oneValue, query: valueWriteQuery },
    conditional: true,
    responses: { 204: null },
    audit: { action: 'delete', objectType: 'Value' },
    async handle({ deps, principal, params, requireUnchanged }) {
      const address = { ...addressOf(principal, params), valueId: params.id };
      await deleteValue(deps, { ...address, requireUnchanged: requireUnchanged(valueTag) });
      return { status: 204 };
    },
  }),
];

async function update({ deps, principal, params, body, links, requireUnchanged }: Update): Promise<Reply> {
  refuseUnavailable('body', { external: body.external, interpolated: body.interpolated });
  const address = { ...addressOf(principal, params), valueId: params.id };
  const value = body.internal_value;
  const changed = await updateValue(deps, { ...address, value, requireUnchanged: requireUnchanged(valueTag) });
  return show(deps, principal, changed, links);
}

function addressOf({ organizationId }: Principal, { project_pk: projectId, parameter_pk: parameterId }: Address) {
  return { organizationId, projectId, parameterId };
}

/** The values set on the parameter as the project sees it or, with an environment, the one that counts there. */
async function lookAtValues(
  deps: Deps,
  principal: Principal,
  params: Address,
  query: z.output<typeof valueQuery>,
  links: Links,
): Promise<ValueView[]> {
  const { organizationId, role } = principal;
  const { as_of: asOf, tag, include, exclude } = query;
  refuseUnavailable('query', { include, exclude });
  const environments = (await listEnvironments(deps.rows, organizationId)).sort(compareNamed());
  const active = query.environment === undefined ? undefined : findEnvironment(environments, query.environment, links);
  const moment = await resolveMoment(deps, { organizationId, environmentId: active?.id, asOf, tag });
  const byId = new Map(environments.map((environment) => [environment.id, environment]));
  const environmentIds = active === undefined ? [...byId.keys()] : environmentPath(byId, active.id);
  const scope = { environmentIds, asOf: moment };
  const visible = await loadVisibleParameter(deps, { ...addressOf(principal, params), scope });
  const viewing = { environments, maskSecrets: query.mask_secrets || !mayReadSecrets(role) };
  if (active === undefined) return viewOwnValues(deps, visible, viewing);
  return viewEffectiveValues(deps, visible, [active], viewing);
}

/** A value that was just written. Who may write may read secrets too. */
async function show(
  deps: Deps,
  { organizationId }: Principal,
  { parameter, value }: Awaited<ReturnType<typeof createValue>>,
  links: Links,
) {
  const environments = await listEnvironments(deps.rows, organizationId);
  const own = { parameter, values: new Map([[value.environmentId, value]]) };
  const [view] = await viewOwnValues(deps, { layers: [own] }, { environments, maskSecrets: false });
  if (view === undefined) throw notFound('value');
  return { status: 200, body: presentValue(view, links), headers: { ETag: valueTag(value) } };
}
