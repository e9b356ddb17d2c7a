import { z } from 'zod';
import { eventTypes } from '../domain/news/event.ts';
import type { Stored } from '../domain/stored.ts';
import { type Webhook, type WebhookError, webhookTypes } from '../domain/webhooks/webhook.ts';
import type { Row, Rows, RowValues } from '../ports/rows.ts';
import { listRows } from './every-row.ts';
import { jsonColumn } from './json-column.ts';
import { joinKey, keysUnder } from './key.ts';
import { presentProperties } from './present-properties.ts';
import { rowShape } from './row-shape.ts';

/*
 * Table `webhooks`
 *   PK organization id, RK `webhook!{id}`: one webhook. Its address and signing secret are sealed; what may be seen of the
 *   address is beside them.
 */
const table = 'webhooks';
const rowKey = (id: string) => joinKey('webhook', id);

const error: z.ZodType<WebhookError> = z.object({
  code: z.string(),
  detail: z.string(),
  at: z.string(),
  eventId: z.string(),
  eventType: z.string(),
  attempt: z.int(),
  nextAttemptAt: z.string().optional(),
});
const row = rowShape(1, {
  id: z.string(),
  name: z.string(),
  type: z.enum(webhookTypes),
  eventTypes: jsonColumn(z.array(z.enum(eventTypes))),
  shownUrl: z.string(),
  enabled: z.boolean(),
  createdAt: z.date(),
  modifiedAt: z.date(),
  lastRun: z.date().nullable().default(null),
  lastError: jsonColumn(error).nullable().default(null),
  failingSince: z.date().nullable().default(null),
  sealed: z.instanceof(Uint8Array),
});

/** A webhook with what only its delivery opens. */
export type SealedWebhook = Webhook & {
  /** Sealed, bound to `['webhook', id]`: JSON of the address and the signing secret. */
  sealed: Uint8Array;
};

export type StoredWebhook = Stored<SealedWebhook>;

function toValues({ organizationId: _partition, eventTypes, lastError, ...webhook }: SealedWebhook): RowValues {
  return presentProperties({
    v: 1,
    ...webhook,
    eventTypes: JSON.stringify(eventTypes),
    lastError: lastError && JSON.stringify(lastError),
  });
}

function fromRow(organizationId: string, { etag, values }: Row): StoredWebhook {
  const { v: _version, ...webhook } = row.parse(values);
  return { organizationId, ...webhook, etag };
}

export async function insertWebhook(rows: Rows, webhook: SealedWebhook): Promise<StoredWebhook> {
  const write = { kind: 'insert', rowKey: rowKey(webhook.id), values: toValues(webhook) } as const;
  const [etag = ''] = await rows.write(table, webhook.organizationId, [write]);
  return { ...webhook, etag };
}

/** Another organization's webhook is not found. */
export async function getWebhook(rows: Rows, organizationId: string, id: string): Promise<StoredWebhook | undefined> {
  const found = await rows.get(table, organizationId, rowKey(id));
  return found && fromRow(organizationId, found);
}

/** All webhooks of the organization, by id. */
export function listWebhooks(rows: Rows, organizationId: string): Promise<StoredWebhook[]> {
  return listRows(rows, table, organizationId, keysUnder('webhook'), (found) => fromRow(organizationId, found));
}

/** Rejects with `RowConflict` when it has changed since it was read. */
export async function replaceWebhook(rows: Rows, { etag, ...webhook }: StoredWebhook): Promise<StoredWebhook> {
  const write = { kind: 'replace', rowKey: rowKey(webhook.id), values: toValues(webhook), etag } as const;
  const [written = ''] = await rows.write(table, webhook.organizationId, [write]);
  return { ...webhook, etag: written };
}

/** Rejects with `RowConflict` when it has changed since it was read. */
export async function deleteWebhook(rows: Rows, { organizationId, id, etag }: StoredWebhook): Promise<void> {
  await rows.write(table, organizationId, [{ kind: 'delete', rowKey: rowKey(id), etag }]);
}
