/** All that waits, by document or by unit. Pure. */
import type { OutstandingRowWire } from '../../../outgoing/tracking.wire.ts';

export const GROUPINGS = ['document', 'unit'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface Waiting {
  readonly id: string;
  /** In the order of the list: the longest overdue first. */
  readonly rows: readonly [OutstandingRowWire, ...OutstandingRowWire[]];
}

/** In the order in which each document or unit comes first in the list. */
export function waitingBy(grouping: Grouping, rows: readonly OutstandingRowWire[]): readonly Waiting[] {
  const groups = new Map<string, [OutstandingRowWire, ...OutstandingRowWire[]]>();
  for (const row of rows) {
    const id = grouping === 'document' ? row.documentId : row.unitId;
    const group = groups.get(id);
    if (group) group.push(row);
    else groups.set(id, [row]);
  }
  return [...groups].map(([id, members]) => ({ id, rows: members }));
}
