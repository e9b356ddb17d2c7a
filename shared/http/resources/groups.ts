import { z } from 'zod';
import { orderingQuery } from '../ordering.ts';
import { pageQuery, pageSchema } from '../paging.ts';
import { queryText } from '../text-fields.ts';

const groupSchema = z
  .object({
    url: z.url(),
    id: z.uuid(),
    name: z.string().meta({ maxLength: 150 }),
    description: z.string().optional(),
    users: z.array(z.url()),
    created_at: z.iso.datetime(),
    modified_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Group' });

export const groupPageSchema = pageSchema(groupSchema).meta({ id: 'PaginatedGroupList' });

export const groupListQuery = z.object({
  ...pageQuery,
  ordering: orderingQuery(['name', 'description', 'created_at', 'modified_at']),
  name: queryText,
  user: queryText,
});
