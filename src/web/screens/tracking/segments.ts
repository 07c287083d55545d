/** How copies are counted and filtered on a board. Each copy is in one segment; being late comes on top. Pure. */
import type { TrackingRowWire } from '../../../outgoing/tracking.wire.ts';
import { folded } from '../../words/folded.ts';

/** In the order they stand on the board, each with the states of a delivery it takes in. */
export const SEGMENTS = {
  unopened: ['delivered'],
  opened: ['opened'],
  acknowledged: ['acknowledged'],
  registered: ['registered'],
  working: ['assigned', 'in_progress'],
  done: ['done'],
  back: ['refused', 'returned', 'undeliverable'],
  waiting: ['queued'],
  closed: ['noted', 'withdrawn', 'superseded'],
} as const satisfies Readonly<Record<string, readonly TrackingRowWire['state'][]>>;
export type Segment = keyof typeof SEGMENTS;
export const SEGMENT_NAMES = Object.keys(SEGMENTS) as Segment[];

/** What a board can be narrowed to; `all` is everything. */
export const SHOWS = ['all', ...SEGMENT_NAMES, 'unacknowledged', 'late'] as const;
export type Show = (typeof SHOWS)[number];

const SEGMENT_OF = new Map<string, Segment>(
  SEGMENT_NAMES.flatMap((segment) => SEGMENTS[segment].map((state) => [state, segment] as const)),
);
const ALIVE: ReadonlySet<Segment> = new Set(['unopened', 'opened', 'acknowledged', 'registered', 'working']);

/** What is asked of a copy by whoever looks at it; the sender's own file copy is not counted. */
export type Counted = Pick<TrackingRowWire, 'state' | 'purpose' | 'late' | 'openedAt' | 'acknowledgedAt' | 'doneAt'>;

export const segmentOf = (row: Pick<TrackingRowWire, 'state'>): Segment => SEGMENT_OF.get(row.state) ?? 'closed';

/** Late now: a clock has run out and what it was set for is not done. What was done too late is not late any more. */
export function isLate(row: Counted): boolean {
  const { late } = row;
  const missed =
    (late.open && !row.openedAt) || (late.acknowledge && !row.acknowledgedAt) || (late.finish && !row.doneAt);
  return missed && ALIVE.has(segmentOf(row));
}

export function isShown(row: Counted, show: Show): boolean {
  if (show === 'all') return true;
  if (show === 'late') return isLate(row);
  if (show === 'unacknowledged') return ['unopened', 'opened'].includes(segmentOf(row)) && !row.acknowledgedAt;
  return segmentOf(row) === show;
}

export interface Totals {
  readonly recipients: number;
  readonly acknowledged: number;
  readonly late: number;
  readonly bySegment: Readonly<Record<Segment, number>>;
}

/** The line of totals. The sender's file copies are left out, as on the first page. */
export function totalsOf(rows: readonly Counted[]): Totals {
  const bySegment = Object.fromEntries(SEGMENT_NAMES.map((name) => [name, 0])) as Record<Segment, number>;
  let [recipients, acknowledged, late] = [0, 0, 0];
  for (const row of rows) {
    if (row.purpose === 'file') continue;
    recipients++;
    bySegment[segmentOf(row)]++;
    if (row.acknowledgedAt) acknowledged++;
    if (isLate(row)) late++;
  }
  return { recipients, acknowledged, late, bySegment };
}

/** Whether every word is somewhere in the text, without accents. */
export function hasWords(text: string, words: string): boolean {
  const sought = folded(words).split(/\s+/);
  const within = folded(text);
  return sought.every((word) => within.includes(word));
}

export interface NextDeadline {
  readonly at: string;
  readonly act: 'open' | 'acknowledge' | 'finish';
}

/** The clock that runs for a copy now; null when none does. */
export function nextDeadline(row: Counted & Pick<TrackingRowWire, 'clocks'>): NextDeadline | null {
  if (!ALIVE.has(segmentOf(row))) return null;
  const { openBy, acknowledgeBy, finishBy } = row.clocks;
  if (!row.openedAt && openBy) return { at: openBy, act: 'open' };
  if (!row.acknowledgedAt && acknowledgeBy) return { at: acknowledgeBy, act: 'acknowledge' };
  return !row.doneAt && finishBy ? { at: finishBy, act: 'finish' } : null;
}

/** When a copy came to its state. */
export function since(row: TrackingRowWire): string | null {
  if (row.by) return row.by.at;
  return row.refusal?.at ?? row.doneAt ?? row.registeredAt ?? row.acknowledgedAt ?? row.openedAt ?? row.deliveredAt;
}
