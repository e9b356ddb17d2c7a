import { type InfiniteData, type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import { isGone } from './problem.ts';

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

interface PagesOptions<T> {
  /**
   * Milliseconds until the loaded rows are read again, or not at all; never while the page is hidden. `times`: how often they were
   * read.
   */
  pollEvery?(rows: readonly T[], times: number): number | false;
  /** Milliseconds for which rows that are there serve whoever begins to look at them. */
  staleTime?: number;
}

/**
 * A list that is loaded page by page, as far as it is looked at. `load` gets page numbers from 1, and from the second on the
 * cursor that the API gave for it, if it gives any.
 */
export function usePages<T>(
  key: QueryKey,
  load: (page: number, signal: AbortSignal, cursor?: string) => Promise<ListPage<T>>,
  { pollEvery = () => false, staleTime = 0 }: PagesOptions<T> = {},
) {
  const query = useInfiniteQuery({
    queryKey: key,
    staleTime,
    initialPageParam: { page: 1 } as Place,
    queryFn: ({ pageParam: { page, cursor }, signal }) => load(page, signal, cursor),
    getNextPageParam: ({ next }, _pages, { page }) =>
      next ? { page: page + 1, cursor: new URL(next).searchParams.get('cursor') ?? undefined } : undefined,
    refetchInterval: ({ state: { data, dataUpdateCount, error } }) =>
      !isGone(error) && pollEvery(rowsOf(data), dataUpdateCount),
  });
  const rows = rowsOf(query.data);
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

function rowsOf<T>(data: InfiniteData<ListPage<T>> | undefined): T[] {
  return data?.pages.flatMap(({ results }) => results ?? []) ?? [];
}
