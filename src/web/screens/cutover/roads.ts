/** The roads of units: how they are counted, filtered, ordered, and who would be reminded. Pure. */
import type { UnitCutoverWire } from '../../../cutover/cutover.wire.ts';
import { folded } from '../../words/folded.ts';
import { sorted } from '../../words/sorted.ts';

export type Step = UnitCutoverWire['step'];
export type Blocker = UnitCutoverWire['blockers'][number];
export type RoadInbox = UnitCutoverWire['inboxes'][number];

type All<T extends string> = Readonly<Record<T, true>>;
const keysOf = <T extends string>(all: All<T>): readonly T[] => Object.keys(all) as T[];

/** Along the road. */
export const STEPS = keysOf<Step>({
  listed: true,
  account_issued: true,
  booked: true,
  trained: true,
  first_login: true,
  first_acknowledgement: true,
  ready: true,
  cut_over: true,
});
/** In the order of the road: what keeps units, then what keeps their inboxes. */
export const BLOCKERS = keysOf<Blocker>({
  nobody: true,
  'awaiting-approval': true,
  'no-code': true,
  'not-booked': true,
  absent: true,
  'not-trained': true,
  'code-unused': true,
  'no-acknowledgement': true,
  'no-receiver': true,
  'inbox-in-use': true,
  'inbox-not-imported': true,
  'inbox-not-proven': true,
  'inbox-not-retired': true,
});
const DONE: ReadonlySet<string> = new Set<Step>(['ready', 'cut_over']);

/** What a list of roads can be narrowed to. */
export type Show = 'all' | 'unready' | 'unfinished' | Step | Blocker;
const SHOWS: ReadonlySet<string> = new Set<Show>(['all', 'unready', 'unfinished', ...STEPS, ...BLOCKERS]);
export const asShow = (text: string | null): Show => (text !== null && SHOWS.has(text) ? (text as Show) : 'all');

/** The unit itself cannot receive by the system yet. */
export const isUnready = ({ step }: Pick<UnitCutoverWire, 'step'>): boolean => !DONE.has(step);

export function isShown(road: Pick<UnitCutoverWire, 'step' | 'blockers'>, show: Show): boolean {
  if (show === 'all') return true;
  if (show === 'unready') return isUnready(road);
  if (show === 'unfinished') return road.step !== 'cut_over';
  return road.step === show || (road.blockers as readonly string[]).includes(show);
}

/** Whether every word is somewhere in the unit's name, code, contact or addresses, without accents. */
export function hasWords(road: UnitCutoverWire, words: string): boolean {
  const within = folded(
    [road.unitName, road.unitCode, road.contact?.name ?? '', ...road.inboxes.map(({ address }) => address)].join(' '),
  );
  return folded(words)
    .split(/\s+/)
    .every((word) => within.includes(word));
}

/** Those farthest from being ready first; of the same step, by code. */
export const worstFirst = (roads: readonly UnitCutoverWire[]): UnitCutoverWire[] =>
  sorted(roads, (a, b) => STEPS.indexOf(a.step) - STEPS.indexOf(b.step) || (a.unitCode < b.unitCode ? -1 : 1));

export function countSteps(roads: readonly Pick<UnitCutoverWire, 'step'>[]): Readonly<Record<Step, number>> {
  const counts = Object.fromEntries(STEPS.map((step) => [step, 0])) as Record<Step, number>;
  for (const { step } of roads) counts[step]++;
  return counts;
}

export interface ReminderPlan {
  /** Who is written to, and at which addresses. */
  readonly gets: readonly { readonly road: UnitCutoverWire; readonly addresses: readonly string[] }[];
  readonly addresses: number;
  /** Units that were written to today. */
  readonly today: readonly UnitCutoverWire[];
  /** Units whose old inboxes are all retired. */
  readonly retired: readonly UnitCutoverWire[];
  /** Units without any old inbox. */
  readonly without: readonly UnitCutoverWire[];
}

/** Who would be reminded, who not and why. @param today yyyy-MM-dd in Vietnam */
export function reminderPlan(roads: readonly UnitCutoverWire[], today: string): ReminderPlan {
  const gets: { road: UnitCutoverWire; addresses: string[] }[] = [];
  const done: UnitCutoverWire[] = [];
  const retired: UnitCutoverWire[] = [];
  const without: UnitCutoverWire[] = [];
  for (const road of roads) {
    const living = road.inboxes.filter(({ state }) => state !== 'retired');
    const open = living.filter(({ remindedOn }) => remindedOn !== today);
    if (road.inboxes.length === 0) without.push(road);
    else if (living.length === 0) retired.push(road);
    else if (open.length === 0) done.push(road);
    else gets.push({ road, addresses: open.map(({ address }) => address) });
  }
  const addresses = gets.reduce((sum, one) => sum + one.addresses.length, 0);
  return { gets, addresses, today: done, retired, without };
}

/** A telephone number as phones dial it. */
export const dialled = (phone: string): string => `tel:${phone.replaceAll(/[^\d+]/g, '')}`;
