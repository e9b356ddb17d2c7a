import { useInfiniteQuery } from '@tanstack/react-query';
import { ask, useApi } from '../../../api/client.ts';
import type { Schemas } from '../../../api/schema.ts';
import { pageSize } from '../../../api/use-pages.ts';
import type { AuditFilter } from './audit-filter.ts';

export type AuditEntry = Schemas['AuditTrail'];

/** What is asked for next. `latest`: until when the first page was read, so that newer entries push none on. */
interface Place {
  page: number;
  latest?: string;
}

/** The audit, the newest first, page by page as far as it is looked at. */
export function useAudit(filter: AuditFilter) {
  const api = useApi();
  const query = useInfiniteQuery({
    queryKey: ['audit', filter],
    initialPageParam: { page: 1 } as Place,
    queryFn: ({ pageParam, signal }) => {
      const params = { query: { page_size: pageSize, ...filter, ...pageParam } };
      return ask(api.GET('/api/v1/audit/', { params, signal }));
    },
    getNextPageParam: ({ next }, _pages, { page }): Place | undefined =>
      next ? { page: page + 1, latest: new URL(next).searchParams.get('latest') ?? undefined } : undefined,
  });
  const rows = query.data?.pages.flatMap(({ results }) => results ?? []) ?? [];
  return {
    rows,
    total: query.data?.pages[0]?.count ?? rows.length,
    isLoading: query.isPending,
    error: query.error,
    loadMore: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
    },
    reload: () => void query.refetch(),
  };
}
