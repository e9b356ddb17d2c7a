import { z } from 'zod';
import { wordingFor } from '../../shared/http/news/wording.ts';
import { presentPing, webhookPingSchema } from '../../shared/http/resources/webhook-pings.ts';
import { type Route, route } from '../../shared/http/route.ts';
import { pingWebhook } from '../../shared/use-cases/webhooks/ping-webhook.ts';
import { knownWebhook } from './webhooks.ts';

export const webhookPingRoutes: Route[] = [
  route({
    name: 'webhooks_ping_create',
    method: 'POST',
    path: '/api/v1/webhooks/{id}/ping/',
    summary: 'Send a test event to a webhook, on or off, and tell how it went',
    auth: 'ADMIN',
    request: { params: z.object({ id: z.uuid() }) },
    responses: { 200: webhookPingSchema },
    // Nothing changes at the webhook; something is sent out by somebody, which is what `push` says.
    audit: { action: 'ping', objectType: 'WebHook', before: knownWebhook },
    async handle({ deps, principal, params: { id }, links }) {
      return { status: 200, body: presentPing(await pingWebhook(deps, { principal, id }, wordingFor(links))) };
    },
  }),
];
