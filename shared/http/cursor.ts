import { z } from 'zod';
import { ServiceError } from '../errors.ts';
import type { PageBody } from './paging.ts';

/**
 * Where a page begins, so that it need not be counted from the first one. Clients pass it on in `next` and `previous`
 * and make nothing of it.
 */
const cursorSchema = z.object({
  /** The name after which the page begins. */
  after: z.string(),
  /** The same of the page before: a name, or null when that is the first page. */
  before: z.string().nullable().optional(),
  /** What was counted, and in which state of the list. */
  counted: z.object({ state: z.string(), count: z.int().min(0) }).optional(),
});

export type Cursor = z.output<typeof cursorSchema>;

/** Rejects with `request.invalid` when it is none that this service made. */
export function readCursor(text: string | undefined): Cursor | undefined {
  if (text === undefined) return undefined;
  const parsed = cursorSchema.safeParse(parseJson(Buffer.from(text, 'base64url').toString()));
  if (parsed.success) return parsed.data;
  throw new ServiceError('request.invalid', 'The cursor is not one of this service.', {
    fields: [{ field: 'query.cursor', code: 'cursor', detail: 'Follow `next` as it is, or leave the cursor out.' }],
  });
}

/** A page with links that know where the neighbouring pages begin. A neighbour without a cursor is found by its number. */
export function cursorPage<T>(
  results: T[],
  { count, page, next, previous }: { count: number; page: number; next?: Cursor; previous?: Cursor },
  url: URL,
): PageBody<T> {
  const at = (number: number, cursor: Cursor | undefined) => {
    const link = new URL(url);
    link.searchParams.set('page', String(number));
    if (cursor === undefined) link.searchParams.delete('cursor');
    else link.searchParams.set('cursor', Buffer.from(JSON.stringify(cursor)).toString('base64url'));
    return link.toString();
  };
  return {
    count,
    next: next === undefined ? null : at(page + 1, next),
    previous: page > 1 ? at(page - 1, previous) : null,
    results,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
