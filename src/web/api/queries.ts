import { keepPreviousData, QueryClient, useInfiniteQuery, type InfiniteData } from '@tanstack/react-query';
import { get, type Asked } from './client.ts';
import { asProblem } from './problem.ts';

const TRIES = 4;

/** 1, 2, 4 … seconds, at most 15, or as long as the service asked for. */
const pause = (tries: number, error: unknown): number =>
  asProblem(error).retryAfter ?? Math.min(15_000, 1000 * 2 ** tries);

/** Stale data is shown while new data loads; a weak line gets time; the service's "no" is final. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      gcTime: 10 * 60_000,
      retry: (tries, error) => asProblem(error).isTransient && tries < TRIES,
      retryDelay: pause,
      networkMode: 'offlineFirst',
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

/** What every list of the API answers. */
export interface ListPage<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/**
 * A keyset list, page after page: `const list = useList<InboxRowWire>(['incoming', box], '/incoming-documents', { box })`.
 * `list.rows` are all rows so far; show `<MoreRows list={list} />` below them. `keep`: while another `query` loads, the rows of the last
 * one are shown (`list.isPlaceholderData`); only where both are parts of the same list.
 * @public
 */
export function useList<T>(
  key: readonly unknown[],
  path: string,
  query: NonNullable<Asked['query']> = {},
  {
    keep = false,
    refetchInterval,
  }: {
    readonly keep?: boolean;
    /** Milliseconds, or what the rows so far ask for. */
    readonly refetchInterval?: number | ((rows: readonly T[]) => number | false);
  } = {},
) {
  const list = useInfiniteQuery<ListPage<T>, Error, InfiniteData<ListPage<T>>, readonly unknown[], string | null>({
    queryKey: [...key, query],
    queryFn: ({ pageParam, signal }) => get<ListPage<T>>(path, { query: { ...query, after: pageParam }, signal }),
    initialPageParam: null,
    getNextPageParam: (page) => page.next,
    ...(keep && { placeholderData: keepPreviousData }),
    ...(typeof refetchInterval === 'number' && { refetchInterval }),
    ...(typeof refetchInterval === 'function' && {
      refetchInterval: ({ state }) => refetchInterval(state.data?.pages.flatMap(({ items }) => items) ?? []),
    }),
  });
  return { ...list, rows: list.data?.pages.flatMap((page) => page.items) ?? [] };
}
