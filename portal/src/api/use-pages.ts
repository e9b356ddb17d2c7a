import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';

/** A page of a list, as every collection of the API answers. */
export interface ListPage<T> {
  count?: number;
  next?: string | null;
  results?: T[];
}

/** How many rows one request asks for. */
export const pageSize = 100;

interface Place {
  page: number;
  cursor?: string;
}

/**
 * A list that is loaded page by page, as far as it is looked at. `load` gets page numbers from 1, and from the second on the
 * cursor that the API gave for it, if it gives any.
 */
export function usePages<T>(
  key: QueryKey,
  load: (page: number, signal: AbortSignal, cursor?: string) => Promise<ListPage<T>>,
) {
  const query = useInfiniteQuery({
    queryKey: key,
    initialPageParam: { page: 1 } as Place,
    queryFn: ({ pageParam: { page, cursor }, signal }) => load(page, signal, cursor),
    getNextPageParam: ({ next }, _pages, { page }) =>
      next ? { page: page + 1, cursor: new URL(next).searchParams.get('cursor') ?? undefined } : undefined,
  });
  const rows = query.data?.pages.flatMap(({ results }) => results ?? []) ?? [];
  return {
    rows,
    /** How many there are in all. */
    total: query.data?.pages[0]?.count ?? rows.length,
    isLoading: query.isPending,
    isLoadingMore: query.isFetchingNextPage,
    error: query.error,
    loadMore: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
    },
    reload: () => void query.refetch(),
  };
}
