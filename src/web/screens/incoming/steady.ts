/** Rows that do not move away under the pointer. Pure. */

interface Row {
  readonly id: string;
}

export interface Steady<T> {
  readonly rows: readonly T[];
  /** New rows that wait above. */
  readonly waiting: number;
}

/**
 * While `held`, rows stay where they are shown and only say something new; a row that has left the list stays as it was last known, new
 * ones wait, and further pages are put below. Not held, it is simply what the service says.
 */
export function steady<T extends Row>(shown: readonly T[], fresh: readonly T[], held: boolean): Steady<T> {
  if (!held || shown.length === 0) return { rows: fresh, waiting: 0 };
  const now = new Map(fresh.map((row) => [row.id, row]));
  const known = new Set(shown.map(({ id }) => id));
  const kept = shown.map((row) => now.get(row.id) ?? row);
  const lastKnown = fresh.findLastIndex(({ id }) => known.has(id));
  const isNew = fresh.map(({ id }, at) => !known.has(id) && at < lastKnown);
  const below = lastKnown < 0 ? [] : fresh.slice(lastKnown + 1);
  return {
    rows: [...kept, ...below],
    waiting: lastKnown < 0 ? fresh.length : isNew.filter(Boolean).length,
  };
}
