/** What still goes the old way, as bars. Pure. */
import type { TrafficDayWire } from '../../../cutover/cutover.wire.ts';

export interface Bar {
  /** yyyy-MM-dd */
  readonly day: string;
  readonly arrived: number;
  readonly copies: number;
}

export interface Traffic {
  readonly bars: readonly Bar[];
  readonly most: number;
  /** Of the last seven days, and of the seven before. */
  readonly now: number;
  readonly before: number;
  /** Somebody counts what arrives; otherwise only copies are known. */
  readonly countsArrivals: boolean;
}

const DAY_MS = 24 * 3_600_000;
const WEEK = 7;
const dayBefore = (today: string, days: number): string =>
  new Date(Date.parse(`${today}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);
const sumOf = (bars: readonly Bar[]): number => bars.reduce((sum, { arrived, copies }) => sum + arrived + copies, 0);

/** The last `days` days, also those without any traffic. @param today yyyy-MM-dd in Vietnam */
export function trafficOf(known: readonly TrafficDayWire[], today: string, days = 30): Traffic {
  const byDay = new Map(known.map((one) => [one.day, one]));
  const bars = Array.from({ length: days }, (_, i) => {
    const day = dayBefore(today, days - 1 - i);
    const { arrived = 0, copies = 0 } = byDay.get(day) ?? {};
    return { day, arrived: arrived ?? 0, copies };
  });
  return {
    bars,
    most: Math.max(1, ...bars.map(({ arrived, copies }) => arrived + copies)),
    now: sumOf(bars.slice(-WEEK)),
    before: sumOf(bars.slice(-2 * WEEK, -WEEK)),
    countsArrivals: known.some(({ arrived }) => arrived !== null),
  };
}
