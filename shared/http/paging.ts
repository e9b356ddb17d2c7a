import { z } from 'zod';
import { ServiceError } from '../errors.ts';

export const largestPageSize = 1_000;

/** Query parameters of every list. */
export const pageQuery = {
  page: z.coerce.number().int().min(1).optional(),
  /** More than is allowed is understood as what is allowed. */
  page_size: z.coerce
    .number()
    .int()
    .min(1)
    .overwrite((size) => Math.min(size, largestPageSize))
    .optional(),
  ordering: z.string().max(100).optional(),
};

export const defaultPageSize = 100;

export interface PageRequest {
  page: number;
  pageSize: number;
}

export function pageRequest(query: { page?: number; page_size?: number }): PageRequest {
  return { page: query.page ?? 1, pageSize: query.page_size ?? defaultPageSize };
}

export interface PageBody<T> {
  count: number;
  next: string | null;
  previous: string | null;
  results: T[];
}

/** The body of one page, when the page's results and the exact count are known. `url` is the request's own. */
export function pageBody<T>(results: T[], count: number, { page, pageSize }: PageRequest, url: URL): PageBody<T> {
  const at = (number: number) => {
    const link = new URL(url);
    link.searchParams.set('page', String(number));
    return link.toString();
  };
  return {
    count,
    next: page * pageSize < count ? at(page + 1) : null,
    previous: page > 1 ? at(page - 1) : null,
    results,
  };
}

/**
 * Cuts one page out of a list that is in memory as a whole. Rejects with `request.page` beyond the last page; the
 * first one is there even when it is empty.
 */
export function pageOf<T>(all: readonly T[], request: PageRequest, url: URL): PageBody<T> {
  const start = (request.page - 1) * request.pageSize;
  if (request.page > 1 && start >= all.length) throw noSuchPage();
  return pageBody(all.slice(start, start + request.pageSize), all.length, request, url);
}

export function noSuchPage(): ServiceError {
  return new ServiceError('request.page', 'Invalid page.', {
    fields: [{ field: 'query.page', code: 'request.page', detail: 'There are not so many pages.' }],
  });
}

/** The schema of a page, under the contract's name for it. */
export function pageSchema<T extends z.ZodType>(item: T) {
  return z.object({
    count: z.int().optional(),
    next: z.url().nullable().optional(),
    previous: z.url().nullable().optional(),
    results: z.array(item).optional(),
  });
}
