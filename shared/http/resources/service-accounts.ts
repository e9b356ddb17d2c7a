import { z } from 'zod';
import { roles } from '../../domain/principal.ts';
import { hasExpired, type ServiceAccount, type ServiceAccountKey } from '../../domain/service-account.ts';
import type { Secret } from '../../secret.ts';
import { entityTag } from '../entity-tag.ts';
import type { Links } from '../links.ts';
import { type OrderingFields, orderingQuery } from '../ordering.ts';
import { pageQuery, pageSchema } from '../paging.ts';
import { descriptionField, nameField } from '../text-fields.ts';
import { presentUser, userSchema } from './users.ts';

/** Longest name, and longest reference to an owner, in characters. */
const longest = 128;
const longestKeyName = 50;

const keySchema = z
  .object({
    name: z.string().meta({ maxLength: longestKeyName }).optional(),
    /** The part of the key before the dot. */
    prefix: z.string(),
    revoked: z.boolean().optional(),
    has_expired: z.boolean(),
    created: z.iso.datetime(),
    expiry_date: z.iso.datetime().nullable().optional(),
  })
  .meta({ id: 'ServiceAccountAPIKey' });

export const serviceAccountSchema = z
  .object({
    url: z.url(),
    id: z.string(),
    /** The user who answers for it. */
    owner: z.url().nullable().optional(),
    user: userSchema,
    description: z.string().optional(),
    keys: z.array(keySchema),
    created_at: z.iso.datetime(),
    modified_at: z.iso.datetime().nullable(),
    /** Exact to an hour. */
    last_used_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ServiceAccount' });

/** The answer to a creation, the only one that shows the key. */
export const createdServiceAccountSchema = serviceAccountSchema
  .extend({ apikey: z.string() })
  .meta({ id: 'ServiceAccountCreateResponse' });

export const serviceAccountPageSchema = pageSchema(serviceAccountSchema).meta({ id: 'PaginatedServiceAccountList' });

/** The answer to an update by PUT. */
export const updatedServiceAccountSchema = z
  .object({
    description: z.string().optional(),
    role: z.string(),
    owner: z.string().meta({ maxLength: longest }).optional(),
  })
  .meta({ id: 'ServiceAccountUpdateRequest' });

/** The answer to a rekey, the only one that shows the new key. */
export const rekeyedServiceAccountSchema = z
  .object({ expire_at: z.iso.datetime().nullable().optional(), apikey: z.string() })
  .meta({ id: 'ServiceAccountRekeyResponse' });

/** The answer to one more key, the only one that shows it. */
export const addedKeySchema = keySchema
  .omit({ name: true })
  .extend({ apikey: z.string() })
  .meta({
    id: 'ServiceAccountKeyCreateResponse',
    example: {
      prefix: 'kvi0123456789abcdef',
      revoked: false,
      has_expired: false,
      created: '2026-01-01T00:00:00.000Z',
      expiry_date: '2026-07-01T00:00:00.000Z',
      apikey: 'kvi0123456789abcdef.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    },
  });

const roleField = z.string().transform((text, context) => {
  const role = roles.find((known) => known === text.toUpperCase());
  if (role !== undefined) return role;
  context.addIssue({ code: 'custom', message: `One of ${roles.join(', ')}.` });
  return z.NEVER;
});

const ownerField = z.string().max(longest);

export const serviceAccountCreateSchema = z
  .object({
    name: nameField.max(longest).meta({ maxLength: longest }),
    description: descriptionField.optional(),
    /** Absent: VIEWER. */
    role: roleField.optional(),
    owner: ownerField.optional(),
  })
  .meta({ id: 'ServiceAccountCreateRequest' });

/** The role is fixed at creation: one that is sent along is not looked at. */
export const serviceAccountUpdateSchema = z
  .object({ description: descriptionField.optional(), owner: ownerField.optional() })
  .meta({ id: 'ServiceAccountUpdate' });

export const serviceAccountPatchSchema = z
  .object({ owner: ownerField.nullable().optional().meta({ format: 'uri' }), description: descriptionField.optional() })
  .meta({ id: 'PatchedServiceAccount' });

const newKey = z.object({
  /** Null, or absent: it does not expire. */
  expire_at: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .nullable()
    .optional()
    .meta({ type: 'string', format: 'date-time', nullable: true }),
});

export const serviceAccountRekeySchema = newKey.meta({ id: 'ServiceAccountRekeyRequest' });

export const addKeySchema = newKey.meta({
  id: 'ServiceAccountKeyCreateRequest',
  example: { expire_at: '2026-07-01T00:00:00Z' },
});

export const serviceAccountOrdering: OrderingFields<ServiceAccount> = {
  name: ({ name }) => name,
  description: ({ description }) => description,
  created_at: ({ createdAt }) => createdAt.getTime(),
  modified_at: ({ modifiedAt }) => modifiedAt.getTime(),
  last_used_at: ({ lastUsedAt }) => lastUsedAt?.getTime() ?? 0,
  id: ({ id }) => id,
};

export const serviceAccountListQuery = z.object({
  ...pageQuery,
  ordering: orderingQuery(Object.keys(serviceAccountOrdering)),
});

/** Changes with what can be edited, not with each use of a key. */
export function serviceAccountTag({ id, description, ownerId, keys }: ServiceAccount): string {
  return entityTag(JSON.stringify([id, description, ownerId, keys]));
}

export interface ServiceAccountViewing {
  links: Links;
  organizationName: string | undefined;
  now: Date;
}

export function presentServiceAccount(
  account: ServiceAccount,
  { links, organizationName, now }: ServiceAccountViewing,
): z.input<typeof serviceAccountSchema> {
  const { id, description, ownerId, keys, createdAt, modifiedAt, lastUsedAt } = account;
  return {
    url: links.to('serviceAccount', id),
    id,
    owner: ownerId === null ? null : links.to('user', ownerId),
    user: presentUser({ kind: 'service-account', ...account }, organizationName, links),
    description,
    keys: keys.map((key) => ({ name: nameOfKeys(account), ...presentKey(key, now) })),
    created_at: createdAt.toISOString(),
    modified_at: modifiedAt.toISOString(),
    last_used_at: lastUsedAt?.toISOString() ?? null,
  };
}

/** Keys go by the name of their account. */
function nameOfKeys({ name }: ServiceAccount): string {
  return [...name].slice(0, longestKeyName).join('');
}

function presentKey(key: ServiceAccountKey, now: Date): z.input<typeof keySchema> {
  return {
    prefix: key.prefix,
    revoked: key.revokedAt !== undefined,
    has_expired: hasExpired(key, now),
    created: key.createdAt.toISOString(),
    expiry_date: key.expiresAt?.toISOString() ?? null,
  };
}

/** The only time that the key itself is shown. */
export function presentAddedKey(added: ServiceAccountKey, key: Secret, now: Date): z.input<typeof addedKeySchema> {
  return { ...presentKey(added, now), apikey: key.reveal() };
}
