import { z } from 'zod';
import { rowTag } from '../../shared/http/entity-tag.ts';
import type { Links } from '../../shared/http/links.ts';
import { compareNamed, fitsNamedFilter } from '../../shared/http/list-query.ts';
import { pageOf, pageRequest } from '../../shared/http/paging.ts';
import {
  newPull,
  presentPull,
  pullChanges,
  pullCreateSchema,
  pullListQuery,
  pullPageSchema,
  pullPatchSchema,
  pullSchema,
  pullSyncSchema,
} from '../../shared/http/resources/pulls.ts';
import { presentTask, pullTaskSchema } from '../../shared/http/resources/tasks.ts';
import { type Reply, type Route, type RouteContext, route } from '../../shared/http/route.ts';
import { getPull, listPulls, type StoredPull } from '../../shared/store/pulls.ts';
import type { StoredTask } from '../../shared/store/tasks.ts';
import { removePull } from '../../shared/use-cases/sync/actions/delete-action.ts';
import { findIntegration, findPull } from '../../shared/use-cases/sync/actions/find-action.ts';
import { createPull, updatePull } from '../../shared/use-cases/sync/actions/save-pull.ts';
import { syncPull } from '../../shared/use-cases/sync/actions/sync-action.ts';
import { readLatestTask, readLatestTasks } from '../../shared/use-cases/sync/tasks/read-latest-task.ts';

const collection = '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pulls/';
const onIntegration = z.object({ akvintegration_pk: z.guid() });
const onePull = z.object({ akvintegration_pk: z.guid(), id: z.guid() });

type Update = RouteContext<
  z.output<typeof onePull>,
  undefined,
  z.output<typeof pullCreateSchema> | z.output<typeof pullPatchSchema>
>;

export const pullRoutes: Route[] = [
  route({
    name: 'integrations_azure_key_vault_pulls_list',
    method: 'GET',
    path: collection,
    summary: 'What is imported from a vault',
    auth: 'NO_SECRETS',
    request: { params: onIntegration, query: pullListQuery },
    responses: { 200: pullPageSchema },
    async handle({ deps, principal: { organizationId }, params, query, links, url }) {
      const integrationId = params.akvintegration_pk;
      await findIntegration(deps, { organizationId, integrationId });
      const all = await listPulls(deps.rows, organizationId, integrationId);
      const found = all
        .filter((pull) => fitsNamedFilter(pull, query) && (query.mode ?? pull.mode) === pull.mode)
        .sort(compareNamed(query.ordering));
      const page = pageOf(found, pageRequest(query), url);
      const latest = await readLatestTasks(deps, page.results);
      const results = page.results.map((pull) => presentPull(pull, latest.get(pull.id), links));
      return { status: 200, body: { ...page, results } };
    },
  }),
  route({
    name: 'integrations_azure_key_vault_pulls_create',
    method: 'POST',
    path: collection,
    summary: 'Add an import, and run it',
    auth: 'CONTRIB',
    request: { params: onIntegration, body: pullCreateSchema },
    responses: { 201: pullSchema },
    audit: { action: 'create', objectType: 'Pull', starts: 'pull' },
    async handle({ deps, principal: { organizationId }, params, body, links }) {
      const path = { organizationId, integrationId: params.akvintegration_pk };
      const { pull, task } = await createPull(deps, path, newPull(body));
      const { headers, ...reply } = show(201, pull, task, links);
      return { ...reply, headers: { ...headers, Location: links.to('pull', path.integrationId, pull.id) } };
    },
  }),
  route({
    name: 'integrations_azure_key_vault_pulls_retrieve',
    method: 'GET',
    path: `${collection}{id}/`,
    summary: 'One import',
    auth: 'NO_SECRETS',
    request: { params: onePull },
    responses: { 200: pullSchema },
    async handle({ deps, principal, params, links }) {
      const pull = await findPull(deps, pathOf(principal, params));
      return show(200, pull, await readLatestTask(deps, pull), links);
    },
  }),
  route({
    name: 'integrations_azure_key_vault_pulls_update',
    method: 'PUT',
    path: `${collection}{id}/`,
    summary: 'Change an import',
    auth: 'CONTRIB',
    request: { params: onePull, body: pullCreateSchema },
    conditional: true,
    responses: { 200: pullSchema },
    audit: { action: 'update', objectType: 'Pull' },
    handle: update,
  }),
  route({
    name: 'integrations_azure_key_vault_pulls_partial_update',
    method: 'PATCH',
    path: `${collection}{id}/`,
    summary: 'Change some of an import',
    auth: 'CONTRIB',
    request: { params: onePull, body: pullPatchSchema, bodyRequired: false },
    conditional: true,
    responses: { 200: pullSchema },
    audit: { action: 'update', objectType: 'Pull' },
    handle: update,
  }),
  route({
    name: 'integrations_azure_key_vault_pulls_destroy',
    method: 'DELETE',
    path: `${collection}{id}/`,
    summary: 'Delete an import with its runs; what it imported stays',
    auth: 'CONTRIB',
    request: { params: onePull },
    conditional: true,
    responses: { 204: null },
    audit: { action: 'delete', objectType: 'Pull', before: known },
    async handle({ deps, principal, params, requireUnchanged }) {
      await removePull(deps, pathOf(principal, params), requireUnchanged(rowTag));
      return { status: 204 };
    },
  }),
  route({
    name: 'integrations_azure_key_vault_pulls_sync_create',
    method: 'POST',
    path: `${collection}{id}/sync/`,
    summary: 'Run an import',
    auth: 'CONTRIB',
    request: { params: onePull, body: pullSyncSchema, bodyRequired: false },
    responses: { 202: z.object({ task: pullTaskSchema }) },
    audit: { action: 'pull', objectType: 'Pull', before: known },
    async handle({ deps, principal, params, body, links }) {
      const task = await syncPull(deps, pathOf(principal, params), body.dry_run);
      return { status: 202, body: { task: presentTask(task, links) } };
    },
  }),
];

/** What the audit is told where the answer does not name the pull. */
async function known({ deps, principal, params }: Pick<Update, 'deps' | 'principal' | 'params'>) {
  const { organizationId, integrationId, actionId } = pathOf(principal, params);
  return { name: (await getPull(deps.rows, organizationId, integrationId, actionId))?.name };
}

async function update({ deps, principal, params, body, links, requireUnchanged }: Update): Promise<Reply> {
  const pull = await updatePull(deps, pathOf(principal, params), pullChanges(body), requireUnchanged(rowTag));
  return show(200, pull, await readLatestTask(deps, pull), links);
}

function pathOf({ organizationId }: Update['principal'], params: z.output<typeof onePull>) {
  return { organizationId, integrationId: params.akvintegration_pk, actionId: params.id };
}

function show(status: number, pull: StoredPull, latest: StoredTask | undefined, links: Links): Reply {
  return { status, body: presentPull(pull, latest, links), headers: { ETag: rowTag(pull) } };
}
