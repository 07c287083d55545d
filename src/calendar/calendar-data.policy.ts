import type { FieldMistake } from '../platform/errors/domain-error.ts';
import { isWeekend, workingCalendar } from './working-calendar.ts';
import type { CalendarData, Holiday, LocalDate, OfficeHours, UnitHours, WorkingCalendar } from './working-calendar.ts';

/** The only zone deadlines are computed in; kept with each version, so that a reader of an old one need not guess. */
export const ZONE = 'Asia/Ho_Chi_Minh';

/** What a version of the calendar holds, as it is kept. */
export interface VersionData {
  readonly holidays: readonly Holiday[];
  readonly makeUpDays: readonly LocalDate[];
  readonly officeHours: readonly OfficeHours[];
  readonly unitHours: readonly UnitHours[];
}

/** A version ready to compute with. */
export interface CalendarInForce {
  /** Its number: what is compared to know whether it is still in force. */
  readonly no: number;
  readonly usual: WorkingCalendar;
  /** Calendars with other office hours, each once however many units keep them. */
  readonly others: readonly WorkingCalendar[];
  /** Which of `others` a unit keeps, from 1 on; units that are not named keep the usual hours, 0. */
  readonly profileOf: ReadonlyMap<string, number>;
}

/** @throws RangeError for data that `mistakesIn` finds mistakes in */
export function calendarInForce(no: number, version: string, data: VersionData): CalendarInForce {
  const of = (officeHours: readonly OfficeHours[]): WorkingCalendar => {
    const { holidays, makeUpDays } = data;
    return workingCalendar({ version, holidays, makeUpDays, officeHours } satisfies CalendarData);
  };
  const keys = [...new Set(data.unitHours.map(({ officeHours }) => JSON.stringify(officeHours)))];
  return {
    no,
    usual: of(data.officeHours),
    others: keys.map((key) => of(JSON.parse(key) as OfficeHours[])),
    profileOf: new Map(
      data.unitHours.map(({ unitId, officeHours }) => [unitId, keys.indexOf(JSON.stringify(officeHours)) + 1]),
    ),
  };
}

/** The calendar a unit works by. */
export function calendarOf(calendar: CalendarInForce, unitId: string): WorkingCalendar {
  const profile = calendar.profileOf.get(unitId) ?? 0;
  return calendar.others[profile - 1] ?? calendar.usual;
}

/**
 * What keeps data from being a calendar: a day twice, a day that is both a holiday and worked, a make-up day that is worked anyway,
 * office hours out of order, a unit twice. Dates and times of day are well formed already.
 */
export function mistakesIn(data: VersionData): FieldMistake[] {
  const holidays = new Set(data.holidays.map(({ date }) => date));
  const units = data.unitHours.map(({ unitId }) => unitId);
  return [
    ...twice(
      data.holidays.map(({ date }) => date),
      'holidays',
    ),
    ...twice(data.makeUpDays, 'makeUpDays'),
    ...data.makeUpDays.flatMap((date, i) => {
      if (holidays.has(date)) return [{ field: `makeUpDays.${i}`, code: 'alsoHoliday' }];
      return isWeekend(date) ? [] : [{ field: `makeUpDays.${i}`, code: 'notDayOff' }];
    }),
    ...hoursMistakes(data.officeHours, 'officeHours'),
    ...twice(units, 'unitHours'),
    ...data.unitHours.flatMap(({ officeHours }, i) => hoursMistakes(officeHours, `unitHours.${i}.officeHours`)),
  ];
}

function twice(keys: readonly string[], field: string): FieldMistake[] {
  return keys.flatMap((key, i) => (keys.indexOf(key) < i ? [{ field: `${field}.${i}`, code: 'twice' }] : []));
}

function hoursMistakes(hours: readonly OfficeHours[], field: string): FieldMistake[] {
  if (hours.length === 0) return [{ field, code: 'arrayNotEmpty' }];
  return hours.flatMap(({ from, to }, i) => {
    const isInOrder = from < to && (hours[i - 1]?.to ?? '00:00') <= from;
    return isInOrder ? [] : [{ field: `${field}.${i}`, code: 'hoursOutOfOrder' }];
  });
}

/** How one version differs from another, day by day. */
export interface CalendarDifference {
  readonly holidaysAdded: readonly LocalDate[];
  readonly holidaysRemoved: readonly LocalDate[];
  readonly makeUpDaysAdded: readonly LocalDate[];
  readonly makeUpDaysRemoved: readonly LocalDate[];
  readonly officeHoursChanged: boolean;
  /** Units that get, lose or change hours of their own. */
  readonly unitsChanged: number;
}

export function differenceOf(from: VersionData, to: VersionData): CalendarDifference {
  const [before, after] = [sidesOf(from), sidesOf(to)];
  const ids = new Set([...before.units.keys(), ...after.units.keys()]);
  return {
    holidaysAdded: without(after.holidays, before.holidays),
    holidaysRemoved: without(before.holidays, after.holidays),
    makeUpDaysAdded: without(after.makeUp, before.makeUp),
    makeUpDaysRemoved: without(before.makeUp, after.makeUp),
    officeHoursChanged: JSON.stringify(from.officeHours) !== JSON.stringify(to.officeHours),
    unitsChanged: [...ids].filter((id) => before.units.get(id) !== after.units.get(id)).length,
  };
}

interface Sides {
  readonly holidays: readonly LocalDate[];
  readonly makeUp: readonly LocalDate[];
  readonly units: ReadonlyMap<string, string>;
}

function sidesOf(data: VersionData): Sides {
  return {
    holidays: data.holidays.map(({ date }) => date),
    makeUp: data.makeUpDays,
    units: new Map(data.unitHours.map(({ unitId, officeHours }) => [unitId, JSON.stringify(officeHours)])),
  };
}

const without = (all: readonly LocalDate[], taken: readonly LocalDate[]): LocalDate[] => {
  const gone = new Set(taken);
  return all.filter((date) => !gone.has(date)).toSorted();
};
