import { z } from 'zod';
import type { Principal, Role } from '../../domain/principal.ts';
import type { Links } from '../links.ts';
import { type OrderingFields, orderingQuery } from '../ordering.ts';
import { pageQuery, pageSchema } from '../paging.ts';
import { queryText } from '../text-fields.ts';

/** What clients call the kinds of users: people who sign in, and accounts of machines. */
export const userTypes = { user: 'interactive', 'service-account': 'service' } as const;

/** A person or a service account, as one of the organization's users. */
export interface User {
  kind: Principal['kind'];
  id: string;
  name: string;
  role: Role;
  createdAt: Date;
  /** Absent where it is not known. */
  modifiedAt?: Date;
}

export const userSchema = z
  .object({
    url: z.url(),
    id: z.string().meta({ maxLength: 256 }),
    type: z.string().meta({ maxLength: 12 }).optional(),
    name: z.string().nullable(),
    organization_name: z.string().nullable(),
    /** There are no memberships apart from users: always null, like `email` and `picture_url`. */
    membership_id: z.string().nullable(),
    chatgpt_threads: z.record(z.string(), z.unknown()),
    role: z.string().nullable(),
    email: z.string().nullable(),
    picture_url: z.string().nullable(),
    created_at: z.iso.datetime(),
    modified_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'User' });

export const userPageSchema = pageSchema(userSchema).meta({ id: 'PaginatedUserList' });

export const userOrdering: OrderingFields<User> = {
  name: ({ name }) => name,
  type: ({ kind }) => userTypes[kind],
  role: ({ role }) => role,
  created_at: ({ createdAt }) => createdAt.getTime(),
  modified_at: ({ modifiedAt }) => modifiedAt?.getTime() ?? 0,
  id: ({ id }) => id,
};

export const userListQuery = z.object({
  ...pageQuery,
  ordering: orderingQuery(Object.keys(userOrdering)),
  type: queryText,
});

export function presentUser(
  user: User,
  organizationName: string | undefined,
  links: Links,
): z.input<typeof userSchema> {
  const { kind, id, name, role, createdAt, modifiedAt } = user;
  return {
    url: links.to('user', id),
    id,
    type: userTypes[kind],
    name,
    organization_name: organizationName ?? null,
    membership_id: null,
    chatgpt_threads: {},
    role,
    email: null,
    picture_url: null,
    created_at: createdAt.toISOString(),
    modified_at: modifiedAt?.toISOString() ?? null,
  };
}
