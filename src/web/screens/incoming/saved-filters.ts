import { useState } from 'react';
import { areaName } from '../../api/area.ts';

/** A filter under a name of the person's own; `search` is its address. */
export interface SavedFilter {
  readonly name: string;
  readonly search: string;
}

const MOST = 20;

function read(key: string): readonly SavedFilter[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    if (!Array.isArray(stored)) return [];
    return stored.filter(
      (one: Partial<SavedFilter> | null) => typeof one?.name === 'string' && typeof one.search === 'string',
    );
  } catch {
    return [];
  }
}

/** Kept in this browser, apart for each person who uses it. */
export function useSavedFilters(accountId: string) {
  const key = `${areaName('gnvb.incoming-filters')}.${accountId}`;
  const [filters, setFilters] = useState(() => read(key));
  const become = (next: readonly SavedFilter[]): void => {
    setFilters(next);
    try {
      localStorage.setItem(key, JSON.stringify(next));
    } catch {
      // Nothing may be stored here: they hold for this visit.
    }
  };
  return {
    filters,
    save: (filter: SavedFilter) => become([...filters.filter(({ name }) => name !== filter.name), filter].slice(-MOST)),
    remove: (name: string) => become(filters.filter((one) => one.name !== name)),
  };
}
