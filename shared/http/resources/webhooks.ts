import { z } from 'zod';
import { eventTypes } from '../../domain/news/event.ts';
import { isSigningSecret } from '../../domain/webhooks/sign-message.ts';
import { type Webhook, type WebhookError, webhookTypes } from '../../domain/webhooks/webhook.ts';
import { Secret } from '../../secret.ts';
import type { SealedWebhook } from '../../store/webhooks.ts';
import { bodyBoolean } from '../boolean-fields.ts';
import { entityTag } from '../entity-tag.ts';
import { type OrderingFields, orderingQuery } from '../ordering.ts';
import { pageQuery, pageSchema } from '../paging.ts';
import { nameField } from '../text-fields.ts';

const eventType = z.enum(eventTypes).meta({ id: 'EventTypesEnum' });
const webhookType = z.enum(webhookTypes).meta({ id: 'WebHooksTypeEnum' });
const anything = z.record(z.string(), z.unknown());

export const webhookSchema = z
  .object({
    id: z.uuid(),
    /** Id of the organization. */
    organization: z.string(),
    name: z.string(),
    event_types: z.array(eventType),
    type: webhookType,
    /** `url`, of which Slack's is masked from its path on and any other's query; `secret` only when it has just been made or set. */
    configuration: anything.optional(),
    /** When something was last sent, or tried to be. */
    last_run: z.iso.datetime().nullable(),
    /** How that failed; null when it did not. */
    last_error: anything.nullable().optional(),
    url: z.url(),
    enabled: z.boolean(),
    /** Since when nothing could be delivered; after three days it is switched off. */
    failing_since: z.iso.datetime().nullable(),
    created_at: z.iso.datetime(),
    modified_at: z.iso.datetime(),
  })
  .meta({ id: 'WebHooks' });

export const webhookPageSchema = pageSchema(webhookSchema).meta({ id: 'PaginatedWebHooksList' });

const address = z
  .string()
  .max(2_048)
  .transform((text) => new Secret(text))
  .meta({ type: 'string' });

const signingSecret = z
  .string()
  .refine(isSigningSecret, 'whsec_ and 24 to 64 random bytes in base64.')
  .transform((text) => new Secret(text))
  .nullable()
  .meta({ type: 'string', nullable: true });

const configuration = z.looseObject({ url: address.optional(), secret: signingSecret.optional() });

const written = {
  name: nameField,
  /** Its own organization is the only one that a caller can mean. */
  organization: z.string().optional(),
  event_types: z.array(eventType).max(100),
  type: webhookType,
  enabled: bodyBoolean.optional(),
  /** What happened is not for clients to say: it is not looked at. */
  last_error: anything.nullable().optional(),
};

export const webhookWriteSchema = z
  .object({ ...written, configuration: configuration.optional() })
  .meta({ id: 'WebHooksRequest' });

export const webhookPatchSchema = webhookWriteSchema.partial().meta({ id: 'PatchedWebHooks' });

export const webhookOrdering: OrderingFields<Webhook> = {
  name: ({ name }) => name,
  type: ({ type }) => type,
  created_at: ({ createdAt }) => createdAt.getTime(),
  modified_at: ({ modifiedAt }) => modifiedAt.getTime(),
  last_run: ({ lastRun }) => lastRun?.getTime() ?? 0,
  id: ({ id }) => id,
};

export const webhookListQuery = z.object({ ...pageQuery, ordering: orderingQuery(Object.keys(webhookOrdering)) });

/** Changes with what can be edited, the address and the signing secret too, not with each delivery. */
export function webhookTag({ id, name, type, eventTypes: wanted, enabled, sealed, modifiedAt }: SealedWebhook): string {
  const configuration = Buffer.from(sealed).toString('base64');
  return entityTag(JSON.stringify([id, name, type, wanted, enabled, configuration, modifiedAt]));
}

/** `signingSecret`: the one that has just been made or set, shown this once. */
export function presentWebhook(webhook: Webhook, url: string, signingSecret?: Secret): z.input<typeof webhookSchema> {
  const { id, organizationId, name, eventTypes: wanted, type, shownUrl, enabled } = webhook;
  const { lastRun, lastError, failingSince, createdAt, modifiedAt } = webhook;
  return {
    id,
    organization: organizationId,
    name,
    event_types: wanted,
    type,
    configuration: { url: shownUrl, ...(signingSecret === undefined ? {} : { secret: signingSecret.reveal() }) },
    last_run: lastRun?.toISOString() ?? null,
    last_error: lastError && presentError(lastError),
    url,
    enabled,
    failing_since: failingSince?.toISOString() ?? null,
    created_at: createdAt.toISOString(),
    modified_at: modifiedAt.toISOString(),
  };
}

function presentError({ code, detail, at, eventId, eventType: type, attempt, nextAttemptAt }: WebhookError) {
  const event = { event_id: eventId, event_type: type };
  return { code, detail, at, ...event, attempt, next_attempt_at: nextAttemptAt ?? null, given_up: !nextAttemptAt };
}
