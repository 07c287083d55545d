import { useMemo } from 'react';
import type { UnitCutoverPageWire } from '../../../cutover/cutover.wire.ts';
import { get } from '../../api/client.ts';
import { useRows } from '../../ui/use-rows.ts';

const PAGE = 200;

/** The roads of all units within reach, page after page in the background: filters and counts are then at once. */
export function useRoads() {
  const list = useRows<UnitCutoverPageWire>({
    key: ['cutover', 'roads'],
    page: (after, signal) => get<UnitCutoverPageWire>('/cutover/units', { query: { limit: PAGE, after }, signal }),
    next: ({ next }) => next,
    count: ({ items }) => items.length,
  });
  const { pages } = list;
  // oxlint-disable-next-line react/exhaustive-deps -- the array is new each time, its pages are not
  const roads = useMemo(() => pages.flatMap(({ items }) => items), [pages.length, pages.at(-1), pages[0]]);
  return { ...list, roads };
}
