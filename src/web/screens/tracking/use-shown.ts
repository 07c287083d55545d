import { useCallback, useMemo, useState } from 'react';
import type { TrackingRowWire } from '../../../outgoing/tracking.wire.ts';
import { heldRows, idsOf } from './held.ts';
import { hasWords, isShown, SHOWS, type Show } from './segments.ts';
import { useSearch } from '../../ui/use-search.ts';

/** What the board is narrowed to: kept in the address, so that it can be linked to and come back to. */
export function useFilter() {
  const [search, set] = useSearch();
  const asked = search.get('show');
  return {
    show: SHOWS.find((one) => one === asked) ?? 'all',
    words: search.get('q') ?? '',
    copy: search.get('copy'),
    set: set as (name: 'show' | 'q' | 'copy', value: string | null) => void,
  };
}

const NONE: ReadonlySet<string> = new Set();

/** The rows that fit the filter, held still until the filter or the person asks anew. @param isSettled all rows are there */
export function useShown(rows: readonly TrackingRowWire[], show: Show, words: string, isSettled: boolean) {
  const fits = useCallback(
    (row: TrackingRowWire) => isShown(row, show) && hasWords(`${row.unit} ${row.unitCode}`, words),
    [show, words],
  );
  const now = (): ReadonlySet<string> => idsOf(rows.filter(fits));
  const key = `${show} ${words} ${isSettled ? '' : rows.length}`;
  const [held, hold] = useState({ key: '', ids: NONE });
  if (held.key !== key) hold({ key, ids: now() });
  const shown = useMemo(() => heldRows(rows, held.ids, fits), [rows, held.ids, fits]);
  return { ...shown, renew: () => hold({ key, ids: now() }) };
}
