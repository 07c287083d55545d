/**
 * What a filtered board shows while copies move on: the rows it had when the filter was chosen. A row that no longer fits stays where it
 * is, with its new state, until the person asks for the list as it is now: nothing moves under the pointer. Pure.
 */
export interface Held<R> {
  readonly rows: readonly R[];
  /** Rows that came or no longer fit since. */
  readonly changes: number;
}

interface Identified {
  readonly deliveryId: string;
}

export const idsOf = (rows: readonly Identified[]): ReadonlySet<string> =>
  new Set(rows.map(({ deliveryId }) => deliveryId));

export function heldRows<R extends Identified>(
  rows: readonly R[],
  held: ReadonlySet<string>,
  fits: (row: R) => boolean,
): Held<R> {
  let changes = 0;
  const shown = rows.filter((row) => {
    const isHeld = held.has(row.deliveryId);
    if (isHeld !== fits(row)) changes++;
    return isHeld;
  });
  return { rows: shown, changes };
}
