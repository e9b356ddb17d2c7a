import { z } from 'zod';
import type { Tag } from '../../shared/domain/configuration/tag.ts';
import type { Stored } from '../../shared/domain/stored.ts';
import type { Push } from '../../shared/domain/sync/action.ts';
import { notFound } from '../../shared/errors.ts';
import { rowTag } from '../../shared/http/entity-tag.ts';
import type { Links } from '../../shared/http/links.ts';
import { fitsNamedFilter } from '../../shared/http/list-query.ts';
import { compareBy } from '../../shared/http/ordering.ts';
import { pageOf, pageRequest } from '../../shared/http/paging.ts';
import {
  fitsTimestamp,
  presentTag,
  tagCreateSchema,
  tagListQuery,
  tagOrdering,
  tagPageSchema,
  tagPatchSchema,
  tagSchema,
  tagUpdateSchema,
  updatedTagSchema,
} from '../../shared/http/resources/environment-tags.ts';
import { type Reply, type Route, type RouteContext, route } from '../../shared/http/route.ts';
import { listTags } from '../../shared/store/environment-tags.ts';
import { getEnvironment } from '../../shared/store/environments.ts';
import { createTag } from '../../shared/use-cases/configuration/create-tag.ts';
import { deleteTag } from '../../shared/use-cases/configuration/delete-tag.ts';
import { findTag } from '../../shared/use-cases/configuration/find-tag.ts';
import { updateTag } from '../../shared/use-cases/configuration/update-tag.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { findPushes } from '../../shared/use-cases/sync/actions/find-pushes.ts';

const collection = '/api/v1/environments/{environment_pk}/tags/';
const ofEnvironment = z.object({ environment_pk: z.uuid() });
const oneTag = ofEnvironment.extend({ id: z.uuid() });

type Update = RouteContext<
  z.output<typeof oneTag>,
  undefined,
  z.output<typeof tagUpdateSchema> | z.output<typeof tagPatchSchema>
>;

export const environmentTagRoutes: Route[] = [
  route({
    name: 'environments_tags_list',
    method: 'GET',
    path: collection,
    summary: 'The named points in time of an environment',
    auth: 'NO_SECRETS',
    request: { params: ofEnvironment, query: tagListQuery },
    responses: { 200: tagPageSchema },
    async handle({
      deps,
      principal: { organizationId },
      params: { environment_pk: environmentId },
      query,
      links,
      url,
    }) {
      if (!(await getEnvironment(deps.rows, organizationId, environmentId))) throw notFound('environment');
      const found = (await listTags(deps.rows, { organizationId, environmentId }))
        .filter((tag) => fitsNamedFilter(tag, query) && fitsTimestamp(tag, query))
        .sort(compareBy(tagOrdering, query.ordering, 'name'));
      const page = pageOf(found, pageRequest(query), url);
      const tagIds = new Set(page.results.map(({ id }) => id));
      const pushes = tagIds.size === 0 ? [] : await findPushes(deps, { organizationId, tagIds });
      const results = page.results.map((tag) => presentTag(tag, pushes.filter(usesTag(tag)), links));
      return { status: 200, body: { ...page, results } };
    },
  }),
  route({
    name: 'environments_tags_create',
    method: 'POST',
    path: collection,
    summary: 'Give a point in time a name',
    auth: 'CONTRIB',
    request: { params: ofEnvironment, body: tagCreateSchema },
    responses: { 201: tagSchema },
    audit: { action: 'create', objectType: 'Tag' },
    async handle({ deps, principal: { organizationId }, params: { environment_pk: environmentId }, body, links }) {
      const made = await createTag(deps, { organizationId, environmentId, ...body });
      const shown = presentTag(made, [], links);
      return { status: 201, body: shown, headers: { ETag: rowTag(made), Location: shown.url } };
    },
  }),
  route({
    name: 'environments_tags_retrieve',
    method: 'GET',
    path: `${collection}{id}/`,
    summary: 'One tag',
    auth: 'NO_SECRETS',
    request: { params: oneTag },
    responses: { 200: tagSchema },
    async handle({ deps, principal: { organizationId }, params: { environment_pk: environmentId, id }, links }) {
      return show(deps, await findTag(deps, { organizationId, environmentId, id }), links);
    },
  }),
  route({
    name: 'environments_tags_update',
    method: 'PUT',
    path: `${collection}{id}/`,
    summary: 'Change or move a tag; pushes that use one that moves are run',
    auth: 'CONTRIB',
    request: { params: oneTag, body: tagUpdateSchema },
    conditional: true,
    responses: { 200: updatedTagSchema },
    audit: { action: 'update', objectType: 'Tag' },
    handle: update,
  }),
  route({
    name: 'environments_tags_partial_update',
    method: 'PATCH',
    path: `${collection}{id}/`,
    summary: 'Change some of a tag',
    auth: 'CONTRIB',
    request: { params: oneTag, body: tagPatchSchema, bodyRequired: false },
    conditional: true,
    responses: { 200: updatedTagSchema },
    audit: { action: 'update', objectType: 'Tag' },
    handle: update,
  }),
  route({
    name: 'environments_tags_destroy',
    method: 'DELETE',
    path: `${collection}{id}/`,
    summary: 'Delete a tag; what it stood for stays in the history',
    auth: 'CONTRIB',
    request: { params: oneTag },
    conditional: true,
    responses: { 204: null },
    audit: { action: 'delete', objectType: 'Tag', before: known },
    async handle({
      deps,
      principal: { organizationId },
      params: { environment_pk: environmentId, id },
      requireUnchanged,
    }) {
      await deleteTag(deps, { organizationId, environmentId, id, requireUnchanged: requireUnchanged(rowTag) });
      return { status: 204 };
    },
  }),
];

async function update({ deps, principal, params, body, links, requireUnchanged }: Update): Promise<Reply> {
  const { environment_pk: environmentId, id } = params;
  const { organizationId } = principal;
  const changes = { ...body, requireUnchanged: requireUnchanged(rowTag) };
  return show(deps, await updateTag(deps, { organizationId, environmentId, id, ...changes }), links);
}

async function show(deps: Deps, tag: Stored<Tag>, links: Links): Promise<Reply> {
  const pushes = await findPushes(deps, { organizationId: tag.organizationId, tagIds: new Set([tag.id]) });
  return { status: 200, body: presentTag(tag, pushes, links), headers: { ETag: rowTag(tag) } };
}

function usesTag({ id }: Tag): (push: Push) => boolean {
  return ({ tags }) => tags.some((tag) => tag.id === id);
}

/** What the audit is told of a tag that will be gone. */
async function known({ deps, principal, params }: Pick<Update, 'deps' | 'principal' | 'params'>) {
  const { environment_pk: environmentId, id } = params;
  const { name } = await findTag(deps, { organizationId: principal.organizationId, environmentId, id });
  return { name, environmentId };
}
