import { z } from 'zod';
import type { Tag } from '../../domain/configuration/tag.ts';
import type { Push } from '../../domain/sync/action.ts';
import { bodyBoolean } from '../boolean-fields.ts';
import type { Links } from '../links.ts';
import { namedListQuery } from '../list-query.ts';
import { orderingQuery } from '../ordering.ts';
import { pageSchema } from '../paging.ts';
import { descriptionField } from '../text-fields.ts';

const tagName = z
  .string()
  .max(64)
  .regex(/^[\w.-]+$/, 'Letters, digits and the characters _ . - only.');

const usageSchema = z
  .object({
    last_read: z.iso.datetime().nullable(),
    last_read_by: z.string().optional().meta({ maxLength: 256 }),
    total_reads: z.int().min(-2_147_483_648).max(2_147_483_647),
  })
  .meta({ id: 'TagReadUsage' });

export const tagSchema = z
  .object({
    url: z.url(),
    id: z.uuid(),
    name: tagName,
    description: z.string().optional(),
    timestamp: z.iso.datetime(),
    immutable: z.boolean().optional(),
    /** Pushes of another kind of vault, of which there are none. */
    pushes: z.array(z.record(z.string(), z.unknown())),
    push_urls: z.array(z.url()),
    usage: usageSchema,
  })
  .meta({ id: 'Tag' });

export const tagPageSchema = pageSchema(tagSchema).meta({ id: 'PaginatedTagList' });

/** The answer to an update: fewer fields are promised than in {@link tagSchema}. */
export const updatedTagSchema = tagSchema
  .pick({ id: true, name: true, description: true, immutable: true })
  .extend({ timestamp: z.iso.datetime().nullable().optional() })
  .meta({ id: 'TagUpdate' });

export const tagOrdering = {
  name: ({ name }: Tag) => name,
  description: ({ description }: Tag) => description,
  timestamp: ({ timestamp }: Tag) => timestamp.getTime(),
  created_at: ({ createdAt }: Tag) => createdAt.getTime(),
  modified_at: ({ modifiedAt }: Tag) => modifiedAt.getTime(),
};

const time = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .optional()
  .meta({ type: 'string', format: 'date-time' });

export const tagListQuery = z.object({
  ...namedListQuery,
  ordering: orderingQuery(Object.keys(tagOrdering)),
  timestamp: time,
  timestamp__gte: time,
  timestamp__lte: time,
});

/** The earliest and the latest time that the storage can hold. */
const [earliest, latest] = [new Date('1601-01-01T00:00:00Z'), new Date('9999-12-31T23:59:59.999Z')];

const writable = z.object({
  name: tagName,
  description: descriptionField.optional(),
  /** Null: this very moment. */
  timestamp: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .refine((at) => at >= earliest && at <= latest, 'Between the years 1601 and 9999.')
    .nullable()
    .optional()
    .meta({ type: 'string', format: 'date-time', nullable: true }),
  immutable: bodyBoolean.optional(),
});

export const tagCreateSchema = writable.meta({ id: 'TagCreate' });
export const tagUpdateSchema = writable.meta({ id: 'TagUpdateRequest' });
export const tagPatchSchema = writable.partial().meta({ id: 'PatchedTagUpdate' });

/** Whether a list with these query parameters shows the tag by its time. */
export function fitsTimestamp(
  { timestamp }: Tag,
  query: Partial<Record<'timestamp' | 'timestamp__gte' | 'timestamp__lte', Date>>,
): boolean {
  const at = timestamp.getTime();
  return (
    (query.timestamp === undefined || at === query.timestamp.getTime()) &&
    (query.timestamp__gte === undefined || at >= query.timestamp__gte.getTime()) &&
    (query.timestamp__lte === undefined || at <= query.timestamp__lte.getTime())
  );
}

/** `pushes`: those that use the tag. */
export function presentTag(tag: Tag, pushes: readonly Push[], links: Links): z.input<typeof tagSchema> {
  const { id, environmentId, name, description, timestamp, immutable } = tag;
  return {
    url: links.to('tag', environmentId, id),
    id,
    name,
    description,
    timestamp: timestamp.toISOString(),
    immutable,
    pushes: [],
    push_urls: pushes.map(({ integrationId, id: pushId }) => links.to('push', integrationId, pushId)),
    // Reads are not counted.
    usage: { last_read: null, last_read_by: '', total_reads: 0 },
  };
}
