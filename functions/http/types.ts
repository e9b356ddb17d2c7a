import { z } from 'zod';
import { builtInTypeOf, type CustomType } from '../../shared/domain/types/parameter-type.ts';
import { notFound } from '../../shared/errors.ts';
import { compareBy } from '../../shared/http/ordering.ts';
import { pageOf, pageRequest } from '../../shared/http/paging.ts';
import { referencedId } from '../../shared/http/reference.ts';
import {
  fitsTypeFilter,
  listedBuiltIn,
  listedBuiltInTypes,
  presentType,
  typeCreateSchema,
  typeListQuery,
  typeOrdering,
  typePageSchema,
  typePatchSchema,
  typeSchema,
  typeTag,
  typeUpdateSchema,
  updatedTypeSchema,
} from '../../shared/http/resources/types.ts';
import { type Reply, type Route, type RouteContext, route } from '../../shared/http/route.ts';
import { getType, listTypes } from '../../shared/store/types.ts';
import { createType } from '../../shared/use-cases/types/create-type.ts';
import { deleteType } from '../../shared/use-cases/types/delete-type.ts';
import { lookUpTypes } from '../../shared/use-cases/types/type-lookup.ts';
import { updateType } from '../../shared/use-cases/types/update-type.ts';

const collection = '/api/v1/types/';
const oneType = z.object({ id: z.uuid() });

type Looking = Pick<RouteContext<undefined, undefined, undefined>, 'deps' | 'principal' | 'links'>;
type Update = RouteContext<
  z.output<typeof oneType>,
  undefined,
  z.output<typeof typeUpdateSchema> | z.output<typeof typePatchSchema>
>;

export const typeRoutes: Route[] = [
  route({
    name: 'types_list',
    method: 'GET',
    path: collection,
    summary: 'The types that parameters can have: the built-in ones, and those of the organization',
    auth: 'NO_SECRETS',
    request: { query: typeListQuery },
    responses: { 200: typePageSchema },
    async handle({ deps, principal, query, links, url }) {
      const custom = await listTypes(deps.rows, principal.organizationId);
      const names = new Map(custom.map(({ id, name }) => [id, name]));
      const found = [...listedBuiltInTypes, ...custom]
        .filter((type) => fitsTypeFilter(type, query))
        .sort(compareBy(typeOrdering, query.ordering, 'name'));
      const page = pageOf(found, pageRequest(query), url);
      const results = page.results.map((type) => presentType(type, (id) => names.get(id) ?? '', links));
      return { status: 200, body: { ...page, results } };
    },
  }),
  route({
    name: 'types_create',
    method: 'POST',
    path: collection,
    summary: 'Add a type over another one',
    auth: 'CONTRIB',
    request: { body: typeCreateSchema },
    responses: { 201: typeSchema },
    audit: { action: 'create', objectType: 'ParameterType' },
    async handle(context) {
      const { deps, principal, body, links } = context;
      const { name, description } = body;
      const parentId = referencedId(links, 'type', body.parent, 'parent');
      const made = await createType(deps, { organizationId: principal.organizationId, name, description, parentId });
      const shown = await show(context, made);
      return { ...shown, status: 201, headers: { ...shown.headers, Location: shown.body.url } };
    },
  }),
  route({
    name: 'types_retrieve',
    method: 'GET',
    path: `${collection}{id}/`,
    summary: 'One type',
    auth: 'NO_SECRETS',
    request: { params: oneType },
    responses: { 200: typeSchema },
    async handle(context) {
      const { deps, principal, params, links } = context;
      const builtIn = builtInTypeOf(params.id);
      if (builtIn) return { status: 200, body: presentType(listedBuiltIn(builtIn), () => '', links) };
      const type = await getType(deps.rows, principal.organizationId, params.id);
      if (type === undefined) throw notFound('type');
      return show(context, type);
    },
  }),
  route({
    name: 'types_update',
    method: 'PUT',
    path: `${collection}{id}/`,
    summary: 'Change a type',
    auth: 'CONTRIB',
    request: { params: oneType, body: typeUpdateSchema },
    conditional: true,
    responses: { 200: updatedTypeSchema },
    audit: { action: 'update', objectType: 'ParameterType' },
    handle: update,
  }),
  route({
    name: 'types_partial_update',
    method: 'PATCH',
    path: `${collection}{id}/`,
    summary: 'Change some of a type',
    auth: 'CONTRIB',
    request: { params: oneType, body: typePatchSchema, bodyRequired: false },
    conditional: true,
    responses: { 200: updatedTypeSchema },
    audit: { action: 'update', objectType: 'ParameterType' },
    handle: update,
  }),
  route({
    name: 'types_destroy',
    method: 'DELETE',
    path: `${collection}{id}/`,
    summary: 'Delete a type that nothing uses',
    auth: 'CONTRIB',
    request: { params: oneType },
    conditional: true,
    responses: { 204: null },
    audit: { action: 'delete', objectType: 'ParameterType' },
    async handle({ deps, principal: { organizationId }, params: { id }, requireUnchanged }) {
      await deleteType(deps, { organizationId, id, requireUnchanged: requireUnchanged(typeTag) });
      return { status: 204 };
    },
  }),
];

async function update(context: Update): Promise<Reply> {
  const { deps, principal, params, body, links, requireUnchanged } = context;
  const { name, description } = body;
  const parentId = body.parent === undefined ? undefined : referencedId(links, 'type', body.parent, 'parent');
  const { organizationId } = principal;
  const changes = { name, description, parentId, requireUnchanged: requireUnchanged(typeTag) };
  return show(context, await updateType(deps, { organizationId, id: params.id, ...changes }));
}

async function show({ deps, principal, links }: Looking, type: CustomType) {
  const parentName = await lookUpTypes(deps, principal.organizationId).nameOf(type.parent);
  const body = presentType(type, () => parentName, links);
  return { status: 200, body, headers: { ETag: typeTag(type) } };
}
