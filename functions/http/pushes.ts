import { z } from 'zod';
import { coversEnvironment } from '../../shared/domain/sync/covers-environment.ts';
import { rowTag } from '../../shared/http/entity-tag.ts';
import type { Links } from '../../shared/http/links.ts';
import { compareNamed, fitsNamedFilter } from '../../shared/http/list-query.ts';
import { pageOf, pageRequest } from '../../shared/http/paging.ts';
import { referencedId } from '../../shared/http/reference.ts';
import {
  newPush,
  presentPush,
  pushChanges,
  pushCreateSchema,
  pushListQuery,
  pushPageSchema,
  pushPatchSchema,
  pushSchema,
  pushSyncSchema,
  pushUpdateSchema,
  updatedPushSchema,
} from '../../shared/http/resources/pushes.ts';
import { presentTask, pushTaskSchema } from '../../shared/http/resources/tasks.ts';
import { type Reply, type Route, type RouteContext, route } from '../../shared/http/route.ts';
import { getEnvironment } from '../../shared/store/environments.ts';
import { getPush, listPushes, type StoredPush } from '../../shared/store/pushes.ts';
import type { StoredTask } from '../../shared/store/tasks.ts';
import { removePush } from '../../shared/use-cases/sync/actions/delete-action.ts';
import { findIntegration, findPush } from '../../shared/use-cases/sync/actions/find-action.ts';
import { createPush, updatePush } from '../../shared/use-cases/sync/actions/save-push.ts';
import { syncPush } from '../../shared/use-cases/sync/actions/sync-action.ts';
import { readLatestTask, readLatestTasks } from '../../shared/use-cases/sync/tasks/read-latest-task.ts';

const collection = '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pushes/';
const onIntegration = z.object({ akvintegration_pk: z.guid() });
const onePush = z.object({ akvintegration_pk: z.guid(), id: z.guid() });

type Update = RouteContext<
  z.output<typeof onePush>,
  undefined,
  z.output<typeof pushUpdateSchema> | z.output<typeof pushPatchSchema>
>;

export const pushRoutes: Route[] = [
  route({
    name: 'integrations_azure_key_vault_pushes_list',
    method: 'GET',
    path: collection,
    summary: 'What is pushed to a vault',
    auth: 'NO_SECRETS',
    request: { params: onIntegration, query: pushListQuery },
    responses: { 200: pushPageSchema },
    async handle({ deps, principal: { organizationId }, params, query, links, url }) {
      const integrationId = params.akvintegration_pk;
      await findIntegration(deps, { organizationId, integrationId });
      const project = query.project && referencedId(links, 'project', query.project, 'project');
      const tag = query.tag && referencedId(links, 'tag', query.tag, 'tag');
      const environment = query.environment && referencedId(links, 'environment', query.environment, 'environment');
      const none =
        environment !== undefined && (await getEnvironment(deps.rows, organizationId, environment)) === undefined;
      const all = none ? [] : await listPushes(deps.rows, organizationId, integrationId);
      const found = all
        .filter(
          (push) =>
            fitsNamedFilter(push, query) &&
            (project === undefined || push.projectIds.includes(project)) &&
            (environment === undefined || coversEnvironment(push, environment)) &&
            (tag === undefined || push.tags.some(({ id }) => id === tag)),
        )
        .sort(compareNamed(query.ordering));
      const page = pageOf(found, pageRequest(query), url);
      const latest = await readLatestTasks(deps, page.results);
      const results = page.results.map((push) => presentPush(push, latest.get(push.id), links));
      return { status: 200, body: { ...page, results } };
    },
  }),
  route({
    name: 'integrations_azure_key_vault_pushes_create',
    method: 'POST',
    path: collection,
    summary: 'Add a push, and run it',
    auth: 'CONTRIB',
    request: { params: onIntegration, body: pushCreateSchema },
    responses: { 201: pushSchema },
    audit: { action: 'create', objectType: 'Push', starts: 'push' },
    async handle({ deps, principal: { organizationId }, params, body, links }) {
      const path = { organizationId, integrationId: params.akvintegration_pk };
      const { push, task } = await createPush(deps, path, newPush(body, links));
      const { headers, ...reply } = show(201, push, task, links);
      return { ...reply, headers: { ...headers, Location: links.to('push', path.integrationId, push.id) } };
    },
  }),
  route({
    name: 'integrations_azure_key_vault_pushes_retrieve',
    method: 'GET',
    path: `${collection}{id}/`,
    summary: 'One push',
    auth: 'NO_SECRETS',
    request: { params: onePush },
    responses: { 200: pushSchema },
    async handle({ deps, principal, params, links }) {
      const push = await findPush(deps, pathOf(principal, params));
      return show(200, push, await readLatestTask(deps, push), links);
    },
  }),
  route({
    name: 'integrations_azure_key_vault_pushes_update',
    method: 'PUT',
    path: `${collection}{id}/`,
    summary: 'Change a push, and run it',
    auth: 'CONTRIB',
    request: { params: onePush, body: pushUpdateSchema },
    conditional: true,
    responses: { 200: updatedPushSchema },
    audit: { action: 'update', objectType: 'Push', starts: 'push' },
    handle: update,
  }),
  route({
    name: 'integrations_azure_key_vault_pushes_partial_update',
    method: 'PATCH',
    path: `${collection}{id}/`,
    summary: 'Change some of a push, and run it',
    auth: 'CONTRIB',
    request: { params: onePush, body: pushPatchSchema, bodyRequired: false },
    conditional: true,
    responses: { 200: updatedPushSchema },
    audit: { action: 'update', objectType: 'Push', starts: 'push' },
    handle: update,
  }),
  route({
    name: 'integrations_azure_key_vault_pushes_destroy',
    method: 'DELETE',
    path: `${collection}{id}/`,
    summary: 'Delete a push with its runs; the secrets that it wrote stay',
    auth: 'CONTRIB',
    request: { params: onePush },
    conditional: true,
    responses: { 204: null },
    audit: { action: 'delete', objectType: 'Push', before: known },
    async handle({ deps, principal, params, requireUnchanged }) {
      await removePush(deps, pathOf(principal, params), requireUnchanged(rowTag));
      return { status: 204 };
    },
  }),
  route({
    name: 'integrations_azure_key_vault_pushes_sync_create',
    method: 'POST',
    path: `${collection}{id}/sync/`,
    summary: 'Run a push',
    auth: 'CONTRIB',
    request: { params: onePush, body: pushSyncSchema, bodyRequired: false },
    responses: { 202: z.object({ task: pushTaskSchema }) },
    audit: { action: 'push', objectType: 'Push', before: known },
    async handle({ deps, principal, params, body, links }) {
      const wish = { dryRun: body.dry_run, confirmDeletes: body.confirm_deletes };
      const task = await syncPush(deps, pathOf(principal, params), wish);
      return { status: 202, body: { task: presentTask(task, links) } };
    },
  }),
];

/** What the audit is told where the answer does not name the push. */
async function known({ deps, principal, params }: Pick<Update, 'deps' | 'principal' | 'params'>) {
  const { organizationId, integrationId, actionId } = pathOf(principal, params);
  return { name: (await getPush(deps.rows, organizationId, integrationId, actionId))?.name };
}

async function update({ deps, principal, params, body, links, requireUnchanged }: Update): Promise<Reply> {
  const changes = pushChanges(body, links);
  const { push, task } = await updatePush(deps, pathOf(principal, params), changes, requireUnchanged(rowTag));
  return show(200, push, task, links);
}

function pathOf({ organizationId }: Update['principal'], params: z.output<typeof onePush>) {
  return { organizationId, integrationId: params.akvintegration_pk, actionId: params.id };
}

function show(status: number, push: StoredPush, latest: StoredTask | undefined, links: Links): Reply {
  return { status, body: presentPush(push, latest, links), headers: { ETag: rowTag(push) } };
}
