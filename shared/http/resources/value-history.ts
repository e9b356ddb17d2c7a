import { z } from 'zod';
import type { ValueHead } from '../../domain/configuration/value-head.ts';
import { pageQuery, pageSchema } from '../paging.ts';

const pastValueSchema = z
  .object({
    /** From this time on, until that of the entry before in the list: ask for the value with it as `as_of`. */
    since: z.iso.datetime(),
    /** `null`: an explicit null. `removed`: nothing was set any more. */
    state: z.enum(['set', 'null', 'removed']),
  })
  .meta({ id: 'PastValue' });

export const pastValuePageSchema = pageSchema(pastValueSchema).meta({ id: 'PaginatedPastValueList' });

export const valueHistoryQuery = z.object({
  page: pageQuery.page,
  page_size: pageQuery.page_size,
  /** Id, address or name. */
  environment: z.string(),
});

export function presentPastValue({ since, value }: ValueHead): z.input<typeof pastValueSchema> {
  const state = value === undefined ? 'removed' : value.digest === null ? 'null' : 'set';
  return { since: since.toISOString(), state };
}
