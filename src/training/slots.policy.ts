import {
  addDays,
  isWorkingDay,
  localDate,
  localMidnight,
  type LocalDate,
  type WorkingCalendar,
} from '../calendar/working-calendar.ts';

/** First and last day, both included. */
export interface Days {
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate;
}

export interface Slot {
  readonly startsAt: Date;
  /** The first instant it is over. */
  readonly endsAt: Date;
}

const MINUTE = 60_000;

/**
 * The sessions of a week by rule: on every working day as many of that length as fit into each half of the office hours, one after the
 * other. What is left before lunch or closing time stays free: none runs over.
 * @param minutes length of a session, 1 or more
 */
export function slotsOf({ firstDay, lastDay }: Days, calendar: WorkingCalendar, minutes: number): Slot[] {
  if (!Number.isSafeInteger(minutes) || minutes < 1) throw new RangeError(`not a length: ${minutes}`);
  const slots: Slot[] = [];
  for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) {
    if (!isWorkingDay(calendar, day)) continue;
    const midnight = localMidnight(day).getTime();
    for (const { start, end } of calendar.hours)
      for (let at = start; at + minutes * MINUTE <= end; at += minutes * MINUTE)
        slots.push({ startsAt: new Date(midnight + at), endsAt: new Date(midnight + at + minutes * MINUTE) });
  }
  return slots;
}

export type SlotFault = 'backwards' | 'outside-week' | 'day-off' | 'outside-hours';

/** Why nobody can be asked to come then; null when they can. */
export function faultOf({ startsAt, endsAt }: Slot, week: Days, calendar: WorkingCalendar): SlotFault | null {
  const day = localDate(startsAt);
  if (endsAt <= startsAt) return 'backwards';
  if (day < week.firstDay || day > week.lastDay) return 'outside-week';
  if (!isWorkingDay(calendar, day)) return 'day-off';
  const midnight = localMidnight(day).getTime();
  const [from, to] = [startsAt.getTime() - midnight, endsAt.getTime() - midnight];
  return calendar.hours.some(({ start, end }) => start <= from && to <= end) ? null : 'outside-hours';
}

/** Two sessions in one room at one time. Half-open: one may begin when the other ends. */
export const clash = (a: Slot, b: Slot): boolean => a.startsAt < b.endsAt && b.startsAt < a.endsAt;

/** Before 12:00 in Việt Nam. */
export function halfOf(startsAt: Date): 'morning' | 'afternoon' {
  return startsAt.getTime() - localMidnight(localDate(startsAt)).getTime() < 12 * 60 * MINUTE ? 'morning' : 'afternoon';
}
