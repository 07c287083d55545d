/** A year of the working calendar as it is drawn and edited. Pure; which deadlines follow is the service's to say. */
import { plusDays, weekdayOf } from '../../../words/weekday.ts';

export interface DayOff {
  readonly date: string;
  readonly name: string;
}

export interface SpecialDays {
  readonly holidays: readonly DayOff[];
  readonly makeUpDays: readonly string[];
}

export type DayKind = 'work' | 'weekend' | 'holiday' | 'makeUp';

export interface CalendarDay {
  readonly date: string;
  readonly kind: DayKind;
  /** Of the holiday. */
  readonly name: string;
}

const two = (n: number): string => String(n).padStart(2, '0');

export const isWeekend = (day: string): boolean => weekdayOf(day) > 4;

/** Finds what a day is, quickly for many days. */
export function kindsOf({ holidays, makeUpDays }: SpecialDays): (day: string) => CalendarDay {
  const names = new Map(holidays.map(({ date, name }) => [date, name]));
  const worked = new Set(makeUpDays);
  return (date) => {
    const name = names.get(date);
    if (name !== undefined) return { date, kind: 'holiday', name };
    if (worked.has(date)) return { date, kind: 'makeUp', name: '' };
    return { date, kind: isWeekend(date) ? 'weekend' : 'work', name: '' };
  };
}

/** The weeks of a month, from Monday on; null where another month has the day. @param month from 1 */
export function weeksOf(year: number, month: number): (string | null)[][] {
  const first = `${year}-${two(month)}-01`;
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const before = weekdayOf(first);
  return Array.from({ length: Math.ceil((before + length) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_day, weekday) => {
      const day = week * 7 + weekday - before;
      return day >= 0 && day < length ? plusDays(first, day) : null;
    }),
  );
}

/** Where an arrow key leads, within the year; null: the key is none of the grid's. */
export function dayAfterKey(day: string, key: string): string | null {
  const to = aimOf(day, key);
  if (to === null) return null;
  return to.slice(0, 4) === day.slice(0, 4) ? to : day;
}

function aimOf(day: string, key: string): string | null {
  const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  const step = steps[key];
  if (step !== undefined) return plusDays(day, step);
  if (key === 'Home') return plusDays(day, -weekdayOf(day));
  if (key === 'End') return plusDays(day, 6 - weekdayOf(day));
  if (key === 'PageUp') return sameDayOf(day, -1);
  return key === 'PageDown' ? sameDayOf(day, 1) : null;
}

/** The 31st becomes the 30th where a month has no more. */
function sameDayOf(day: string, step: 1 | -1): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const length = new Date(Date.UTC(year, month - 1 + step + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + step, Math.min(date, length))).toISOString().slice(0, 10);
}

export interface DayEdit {
  readonly from: string;
  /** Included. */
  readonly to: string;
  /** `usual`: as the weekday has it. */
  readonly kind: 'usual' | 'holiday' | 'makeUp';
  readonly name: string;
}

/** Days of an edit at most: a longer one is a slip of the pen. */
export const LONGEST = 31;

export function daysOf({ from, to }: Pick<DayEdit, 'from' | 'to'>): string[] {
  const days: string[] = [];
  for (let day = from; day <= to && days.length <= LONGEST; day = plusDays(day, 1)) days.push(day);
  return days;
}

/** The lists with the edit in them; days that are no weekend cannot be worked additionally and stay as they are. */
export function edited(data: SpecialDays, edit: DayEdit): SpecialDays {
  const days = daysOf(edit);
  const touched = new Set(days);
  const holidays = data.holidays.filter(({ date }) => !touched.has(date));
  const makeUpDays = data.makeUpDays.filter((date) => !touched.has(date));
  if (edit.kind === 'holiday') return { holidays: [...holidays, ...named(days, edit.name)], makeUpDays };
  if (edit.kind === 'makeUp') return { holidays, makeUpDays: [...makeUpDays, ...days.filter(isWeekend)] };
  return { holidays, makeUpDays };
}

const named = (days: readonly string[], name: string): DayOff[] => days.map((date) => ({ date, name }));

/** Holidays that follow each other under one name are one line: "23/01–29/01 Tết Nguyên đán". */
export interface Stretch {
  readonly from: string;
  readonly to: string;
  readonly name: string;
}

export function stretchesOf(holidays: readonly DayOff[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { date, name } of holidays.toSorted((a, b) => (a.date < b.date ? -1 : 1))) {
    const last = stretches.at(-1);
    if (last?.name === name && plusDays(last.to, 1) === date) stretches[stretches.length - 1] = { ...last, to: date };
    else stretches.push({ from: date, to: date, name });
  }
  return stretches;
}
