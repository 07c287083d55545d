/** The dates of the move in their order. Pure. */
import type { CutoverWire } from '../../../cutover/cutover.wire.ts';
import { sorted } from '../../words/sorted.ts';

export interface Moment {
  readonly kind: 'training' | 'dual-run' | 'freezing' | 'import-completion' | 'retirement' | 'cutover' | 'today';
  /** Milliseconds. */
  readonly at: number;
  /** When it ended, or was last done. */
  readonly until: number | null;
  /** How many inboxes, where inboxes are counted. */
  readonly count: number | null;
  readonly isPast: boolean;
}

export interface Week {
  readonly firstDay: string;
  readonly lastDay: string;
}

const SHOWN = ['dual-run', 'freezing', 'import-completion', 'retirement'] as const;
const beginOf = (day: string): number => Date.parse(`${day}T00:00:00+07:00`);
const endOf = (day: string): number => Date.parse(`${day}T23:59:59+07:00`);

/** @param week of training, when there is one */
export function passageOf(
  { at, timeline }: Pick<CutoverWire, 'at' | 'timeline'>,
  week: Week | null,
  now: number,
): Moment[] {
  const moments: Omit<Moment, 'isPast'>[] = [{ kind: 'today', at: now, until: null, count: null }];
  if (week) moments.push({ kind: 'training', at: beginOf(week.firstDay), until: endOf(week.lastDay), count: null });
  if (at) moments.push({ kind: 'cutover', at: Date.parse(at), until: null, count: null });
  for (const { act, first, last, count } of timeline) {
    const kind = SHOWN.find((one) => one === act);
    if (kind) moments.push({ kind, at: Date.parse(first), until: Date.parse(last), count });
  }
  return sorted(moments, (a, b) => a.at - b.at).map((one) => ({ ...one, isPast: one.at < now }));
}
