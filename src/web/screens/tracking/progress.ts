/** How a document was received over time, from the rows of its board. Pure. */
import type { TrackingRowWire } from '../../../outgoing/tracking.wire.ts';
import { sorted } from '../../words/sorted.ts';

/** So many had done it by then. `at`: milliseconds. */
export interface Point {
  readonly at: number;
  readonly count: number;
}

export interface Progress {
  readonly from: number;
  readonly to: number;
  readonly recipients: number;
  readonly opened: readonly Point[];
  readonly acknowledged: readonly Point[];
  /** The day by which most have to acknowledge; null: no such clock. */
  readonly deadline: number | null;
  /** From sending until half of the units had acknowledged, in milliseconds; null: not yet. */
  readonly half: number | null;
}

type Timed = Pick<TrackingRowWire, 'deliveredAt' | 'openedAt' | 'acknowledgedAt' | 'clocks' | 'purpose'>;

/** @returns null while nothing has been delivered */
export function progressOf(rows: readonly Timed[], now: number): Progress | null {
  const counted = rows.filter(({ purpose, deliveredAt }) => purpose !== 'file' && deliveredAt);
  const from = Math.min(...timesOf(counted, ({ deliveredAt }) => deliveredAt));
  if (counted.length === 0) return null;
  const acknowledged = rising(timesOf(counted, (row) => row.acknowledgedAt));
  const halfWay = acknowledged.find(({ count }) => count * 2 >= counted.length);
  const deadline = mostCommon(counted.flatMap(({ clocks }) => clocks.acknowledgeBy ?? []));
  const all = acknowledged.at(-1)?.count === counted.length;
  const last = acknowledged.at(-1)?.at ?? from;
  return {
    from,
    // Once everybody has, what came later says nothing; a minute at least, so that there is a width.
    to: Math.max(all ? last : now, from + 60_000),
    recipients: counted.length,
    opened: rising(timesOf(counted, (row) => row.openedAt)),
    acknowledged,
    deadline: deadline === null ? null : Date.parse(deadline),
    half: halfWay ? halfWay.at - from : null,
  };
}

function timesOf<R>(rows: readonly R[], pick: (row: R) => string | null): number[] {
  return rows.flatMap((row) => {
    const at = pick(row);
    return at ? [Date.parse(at)] : [];
  });
}

/** One point for each moment, counting up. */
function rising(times: readonly number[]): Point[] {
  const points: Point[] = [];
  sorted(times, (a, b) => a - b).forEach((at, index) => {
    if (points.at(-1)?.at === at) points.pop();
    points.push({ at, count: index + 1 });
  });
  return points;
}

function mostCommon(values: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return sorted(counts, ([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

export interface Box {
  readonly width: number;
  readonly height: number;
}

/** A line of steps in the box, as the `d` of an SVG path: flat until the next one does it. */
export function stepPath(points: readonly Point[], progress: Progress, box: Box): string {
  const x = (at: number): string => (placeOf(at, progress) * box.width).toFixed(1);
  const y = (count: number): string => (box.height * (1 - count / progress.recipients)).toFixed(1);
  const steps = points.map(({ at, count }) => `H${x(at)}V${y(count)}`).join('');
  return `M0 ${y(0)}${steps}H${box.width}`;
}

/** Where a moment stands between the beginning (0) and the end (1). */
export const placeOf = (at: number, { from, to }: Progress): number =>
  Math.min(1, Math.max(0, (at - from) / (to - from)));
