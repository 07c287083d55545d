/** A day in Việt Nam, 'yyyy-MM-dd'. */
export type LocalDate = string;

export interface OfficeHours {
  /** Local time 'HH:mm', included. */
  readonly from: string;
  /** Local time 'HH:mm', excluded; '24:00' is the end of the day. */
  readonly to: string;
}

export interface Holiday {
  readonly date: LocalDate;
  readonly name: string;
}

/** Hours of a unit that keeps others than the rest. */
export interface UnitHours {
  readonly unitId: string;
  readonly officeHours: readonly OfficeHours[];
}

/** What an administrator edits and a version freezes. */
export interface CalendarData {
  readonly version: string;
  readonly holidays: readonly Holiday[];
  /** Days off that are worked, against a day off elsewhere; they have ordinary office hours. */
  readonly makeUpDays: readonly LocalDate[];
  readonly officeHours: readonly OfficeHours[];
}

interface Interval {
  /** Milliseconds, included. */
  readonly start: number;
  /** Milliseconds, excluded. */
  readonly end: number;
}

/** `CalendarData`, checked and indexed. Made by `workingCalendar` only: its promises keep the loops below finite. */
export interface WorkingCalendar {
  readonly version: string;
  readonly holidays: ReadonlySet<LocalDate>;
  readonly makeUpDays: ReadonlySet<LocalDate>;
  /** Since local midnight. */
  readonly hours: readonly Interval[];
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Asia/Ho_Chi_Minh since 1975-06-13, without daylight saving. Older documents carry a date, never an instant. */
const UTC_OFFSET = 7 * 60 * MINUTE;

export function localDate(at: Date): LocalDate {
  return isoDate(at.getTime() + UTC_OFFSET);
}

export function localYear(at: Date): number {
  return Number(localDate(at).slice(0, 4));
}

/** The first instant of the day. */
export function localMidnight(date: LocalDate): Date {
  return new Date(utcMidnight(date) - UTC_OFFSET);
}

/** The first instant after the day: a term in days runs out at 24:00, not at closing time (BLDS 2015 Art 148.6). */
export function endOfLocalDay(date: LocalDate): Date {
  return localMidnight(addDays(date, 1));
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return isoDate(utcMidnight(date) + days * DAY);
}

export function isWeekend(date: LocalDate): boolean {
  return [0, 6].includes(new Date(utcMidnight(date)).getUTCDay());
}

/** @throws RangeError when a date or an hour is malformed, hours overlap, or a make-up day is also a holiday */
export function workingCalendar(data: CalendarData): WorkingCalendar {
  const holidays = new Set(data.holidays.map((holiday) => checkedDate(holiday.date)));
  const makeUpDays = new Set(data.makeUpDays.map(checkedDate));
  const both = [...makeUpDays].filter((date) => holidays.has(date));
  if (both.length > 0) throw new RangeError(`both a holiday and a make-up day: ${both.join(', ')}`);
  return { version: data.version, holidays, makeUpDays, hours: checkedHours(data.officeHours) };
}

export function isWorkingDay(calendar: WorkingCalendar, date: LocalDate): boolean {
  return calendar.makeUpDays.has(date) || (!isWeekend(date) && !calendar.holidays.has(date));
}

/** Closing time of the date; of the next working day when the date is a day off (BLDS 2015 Art 148.5). */
export function endOfWorkingDay(calendar: WorkingCalendar, date: LocalDate): Date {
  const { end } = calendar.hours.at(-1)!;
  return new Date(localMidnight(addWorkingDays(calendar, date, 0)).getTime() + end);
}

/**
 * The n-th working day after the date, which itself is not counted (BLDS 2015 Art 147.2).
 * Zero is the date itself, or the next working day when the date is a day off.
 */
export function addWorkingDays(calendar: WorkingCalendar, date: LocalDate, days: number): LocalDate {
  assertCount(days);
  let day = days === 0 ? date : addDays(date, 1);
  for (let left = Math.max(days, 1); ; day = addDays(day, 1)) {
    if (isWorkingDay(calendar, day) && --left === 0) return day;
  }
}

/** The instant itself inside office hours, otherwise the next opening. */
export function nextWorkingInstant(calendar: WorkingCalendar, at: Date): Date {
  return new Date(workFrom(calendar, at).next().value.start);
}

/**
 * The first instant by which so many minutes of office hours have passed. A sum that uses up a half-day ends at its
 * closing time (11:00), not at the next opening (13:00). Zero minutes is the instant itself.
 */
export function addWorkingMinutes(calendar: WorkingCalendar, from: Date, minutes: number): Date {
  assertCount(minutes);
  if (minutes === 0) return new Date(from);
  const work = workFrom(calendar, from);
  for (let left = minutes * MINUTE; ;) {
    const { start, end } = work.next().value;
    if (left <= end - start) return new Date(start + left);
    left -= end - start;
  }
}

/** Office hours from an instant on, as intervals of epoch milliseconds, without end. */
function* workFrom(calendar: WorkingCalendar, from: Date): Generator<Interval, never, void> {
  for (let date = localDate(from); ; date = addDays(date, 1)) {
    if (!isWorkingDay(calendar, date)) continue;
    const midnight = localMidnight(date).getTime();
    for (const { start, end } of calendar.hours) {
      if (midnight + end <= from.getTime()) continue;
      yield { start: Math.max(midnight + start, from.getTime()), end: midnight + end };
    }
  }
}

function checkedHours(officeHours: readonly OfficeHours[]): readonly Interval[] {
  const hours = officeHours.map(({ from, to }) => ({ start: timeOfDay(from), end: timeOfDay(to) }));
  const inOrder = hours.every(({ start, end }, index) => (hours[index - 1]?.end ?? 0) <= start && start < end);
  if (hours.length === 0 || !inOrder) throw new RangeError('office hours must be non-empty, in order and apart');
  return hours;
}

function timeOfDay(text: string): number {
  const [, hour, minute] = /^(\d\d):([0-5]\d)$/.exec(text) ?? [];
  const time = (Number(hour) * 60 + Number(minute)) * MINUTE;
  if (!(time <= DAY)) throw new RangeError(`not a time of day: ${text}`);
  return time;
}

function checkedDate(date: LocalDate): LocalDate {
  return isoDate(utcMidnight(date));
}

function isoDate(utc: number): LocalDate {
  return new Date(utc).toISOString().slice(0, 10);
}

function utcMidnight(date: LocalDate): number {
  const utc = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN;
  // Date.parse takes 30 February for 1 March.
  if (Number.isNaN(utc) || isoDate(utc) !== date) throw new RangeError(`not a date: ${date}`);
  return utc;
}

function assertCount(count: number): void {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`not a count: ${count}`);
}
