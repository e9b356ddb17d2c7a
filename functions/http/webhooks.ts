import { z } from 'zod';
import { ServiceError } from '../../shared/errors.ts';
import { compareBy } from '../../shared/http/ordering.ts';
import { pageOf, pageRequest } from '../../shared/http/paging.ts';
import {
  presentWebhook,
  webhookListQuery,
  webhookOrdering,
  webhookPageSchema,
  webhookPatchSchema,
  webhookSchema,
  webhookTag,
  webhookWriteSchema,
} from '../../shared/http/resources/webhooks.ts';
import { type Reply, type Route, type RouteContext, route } from '../../shared/http/route.ts';
import type { Secret } from '../../shared/secret.ts';
import { getWebhook, listWebhooks, type StoredWebhook } from '../../shared/store/webhooks.ts';
import { createWebhook } from '../../shared/use-cases/webhooks/create-webhook.ts';
import { findWebhook } from '../../shared/use-cases/webhooks/find-webhook.ts';
import { removeWebhook } from '../../shared/use-cases/webhooks/remove-webhook.ts';
import { updateWebhook } from '../../shared/use-cases/webhooks/update-webhook.ts';

const collection = '/api/v1/webhooks/';
const oneWebhook = z.object({ id: z.uuid() });

type One = RouteContext<z.output<typeof oneWebhook>, undefined, undefined>;
type Update = RouteContext<
  z.output<typeof oneWebhook>,
  undefined,
  z.output<typeof webhookWriteSchema> | z.output<typeof webhookPatchSchema>
>;

export const webhookRoutes: Route[] = [
  route({
    name: 'webhooks_list',
    method: 'GET',
    path: collection,
    summary: 'Where the organization wants its news, and how the last delivery went',
    auth: 'NO_SECRETS',
    request: { query: webhookListQuery },
    responses: { 200: webhookPageSchema },
    async handle({ deps, principal, query, links, url }) {
      const all = await listWebhooks(deps.rows, principal.organizationId);
      const page = pageOf(all.sort(compareBy(webhookOrdering, query.ordering, 'name,id')), pageRequest(query), url);
      const results = page.results.map((each) => presentWebhook(each, links.to('webhook', each.id)));
      return { status: 200, body: { ...page, results } };
    },
  }),
  route({
    name: 'webhooks_create',
    method: 'POST',
    path: collection,
    summary: 'Have news sent to an address; a signing secret is shown this once',
    auth: 'ADMIN',
    request: { body: webhookWriteSchema },
    responses: { 201: webhookSchema },
    audit: { action: 'create', objectType: 'WebHook' },
    async handle(context) {
      const { deps, principal, body, links } = context;
      const { organizationId } = principal;
      requireOwn(body.organization, organizationId);
      const { name, type, event_types: eventTypes, enabled, configuration } = body;
      const { url, secret } = configuration ?? {};
      if (url === undefined) throw addressMissing();
      const input = { organizationId, name, type, eventTypes, enabled, url, signingSecret: secret ?? undefined };
      const { webhook, signingSecret } = await createWebhook(deps, input);
      const shown = show(context, webhook, signingSecret);
      return { ...shown, status: 201, headers: { ...shown.headers, Location: links.to('webhook', webhook.id) } };
    },
  }),
  route({
    name: 'webhooks_retrieve',
    method: 'GET',
    path: `${collection}{id}/`,
    summary: 'One webhook',
    auth: 'NO_SECRETS',
    request: { params: oneWebhook },
    responses: { 200: webhookSchema },
    async handle(context) {
      const { deps, principal, params } = context;
      return show(context, await findWebhook(deps, principal.organizationId, params.id));
    },
  }),
  route({
    name: 'webhooks_update',
    method: 'PUT',
    path: `${collection}{id}/`,
    summary: 'Change a webhook',
    auth: 'ADMIN',
    request: { params: oneWebhook, body: webhookWriteSchema },
    conditional: true,
    responses: { 200: webhookSchema },
    audit: { action: 'update', objectType: 'WebHook' },
    handle: update,
  }),
  route({
    name: 'webhooks_partial_update',
    method: 'PATCH',
    path: `${collection}{id}/`,
    summary: 'Change some of a webhook; `enabled` switches it on again, a `secret` of null makes a new one',
    auth: 'ADMIN',
    request: { params: oneWebhook, body: webhookPatchSchema, bodyRequired: false },
    conditional: true,
    responses: { 200: webhookSchema },
    audit: { action: 'update', objectType: 'WebHook' },
    handle: update,
  }),
  route({
    name: 'webhooks_destroy',
    method: 'DELETE',
    path: `${collection}{id}/`,
    summary: 'Delete a webhook; nothing is sent to it from then on',
    auth: 'ADMIN',
    request: { params: oneWebhook },
    conditional: true,
    responses: { 204: null },
    audit: { action: 'delete', objectType: 'WebHook', before: knownWebhook },
    async handle({ deps, principal: { organizationId }, params: { id }, requireUnchanged }) {
      await removeWebhook(deps, { organizationId, id, requireUnchanged: requireUnchanged(webhookTag) });
      return { status: 204 };
    },
  }),
];

/** What the audit is told where the answer does not name the webhook. */
export async function knownWebhook({ deps, principal, params }: Pick<One, 'deps' | 'principal' | 'params'>) {
  return { name: (await getWebhook(deps.rows, principal.organizationId, params.id))?.name };
}

async function update(context: Update): Promise<Reply> {
  const { deps, principal, params, body, requireUnchanged } = context;
  const { organizationId } = principal;
  requireOwn(body.organization, organizationId);
  const { name, type, event_types: eventTypes, enabled, configuration } = body;
  const { webhook, signingSecret } = await updateWebhook(deps, {
    organizationId,
    id: params.id,
    requireUnchanged: requireUnchanged(webhookTag),
    change: { name, type, eventTypes, enabled, url: configuration?.url, signingSecret: configuration?.secret },
  });
  return show(context, webhook, signingSecret);
}

function addressMissing(): ServiceError {
  return new ServiceError('request.invalid', 'A webhook needs an address.', {
    fields: [{ field: 'body.configuration.url', code: 'required', detail: 'The https address to send news to.' }],
  });
}

function requireOwn(organization: string | undefined, organizationId: string): void {
  if (organization === undefined || organization === organizationId) return;
  throw new ServiceError('request.invalid', 'The organization is not your own.', {
    fields: [
      { field: 'body.organization', code: 'request.reference', detail: 'Your own organization, or leave it out.' },
    ],
  });
}

function show({ links }: Pick<One, 'links'>, webhook: StoredWebhook, signingSecret?: Secret) {
  const body = presentWebhook(webhook, links.to('webhook', webhook.id), signingSecret);
  return { status: 200, body, headers: { ETag: webhookTag(webhook) } } satisfies Reply;
}
