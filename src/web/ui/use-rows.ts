import { useEffect, useState } from 'react';
import { keepPreviousData, useInfiniteQuery, type InfiniteData } from '@tanstack/react-query';

const STEP = 5000;

interface Source<P> {
  readonly key: readonly unknown[];
  readonly page: (after: string | null, signal: AbortSignal) => Promise<P>;
  readonly next: (page: P) => string | null;
  readonly count: (page: P) => number;
  /** Shows the rows of the filter before until those of this one are there. */
  readonly keep?: boolean;
}

/**
 * A list that is wanted whole: its pages are fetched one after the other in the background, up to 5,000 rows, more when asked for.
 * `isWhole`: nothing is left out, and nothing will be added below.
 */
export function useRows<P>({ key, page, next, count, keep }: Source<P>) {
  const [most, setMost] = useState(STEP);
  const list = useInfiniteQuery<P, Error, InfiniteData<P>, readonly unknown[], string | null>({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => page(pageParam, signal),
    initialPageParam: null,
    getNextPageParam: next,
    ...(keep && { placeholderData: keepPreviousData }),
  });
  const pages = list.data?.pages ?? [];
  const loaded = pages.reduce((sum, one) => sum + count(one), 0);
  const isFull = loaded >= most;
  const { hasNextPage, isFetching, isError, fetchNextPage } = list;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError && !isFull) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, isFull, fetchNextPage]);
  return {
    pages,
    loaded,
    error: list.error,
    again: () => void list.refetch(),
    isPending: list.isPending,
    /** Another filter's rows, shown until the ones asked for are there. */
    isStale: list.isPlaceholderData,
    isSettled: !list.isPending && (!hasNextPage || isFull),
    isWhole: !hasNextPage,
    more: () => setMost(loaded + STEP),
  };
}
