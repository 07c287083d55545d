import { useInfiniteQuery, type InfiniteData } from '@tanstack/react-query';
import type { DeadlineMovesPageWire } from '../../../../incoming/deadline-moves.wire.ts';
import { get } from '../../../api/client.ts';

/** A trial of a version on all that is under way: asked for when somebody wants to know, since it takes the service a moment. */
export function useMoves(id: string, enabled: boolean) {
  const list = useInfiniteQuery<
    DeadlineMovesPageWire,
    Error,
    InfiniteData<DeadlineMovesPageWire>,
    readonly unknown[],
    string | null
  >({
    queryKey: ['calendar', 'moves', id],
    queryFn: ({ pageParam, signal }) =>
      get<DeadlineMovesPageWire>(`/calendar-versions/${id}/deadline-moves`, {
        query: { after: pageParam, limit: 50 },
        signal,
      }),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    enabled,
  });
  const first = list.data?.pages[0];
  return {
    ...list,
    rows: list.data?.pages.flatMap(({ items }) => items) ?? [],
    moved: first?.moved ?? 0,
    examined: first?.examined ?? 0,
    isComplete: first?.isComplete ?? true,
  };
}
