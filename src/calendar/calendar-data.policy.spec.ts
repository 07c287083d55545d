import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DAYS_2020_2030, holidaysOf } from '../../migrations/calendar-days.ts';
import { calendarInForce, calendarOf, differenceOf, mistakesIn, type VersionData } from './calendar-data.policy.ts';
import { VIETNAM_CALENDAR, VIETNAM_CALENDAR_DATA } from './holidays.ts';
import {
  addDays,
  addWorkingDays,
  addWorkingMinutes,
  endOfWorkingDay,
  isWorkingDay,
  nextWorkingInstant,
  workingCalendar,
} from './working-calendar.ts';

const at = (local: string): Date => new Date(`${local}:00+07:00`);
const DATA: VersionData = { ...VIETNAM_CALENDAR_DATA, unitHours: [] };
const EARLY = [
  { from: '06:30', to: '10:30' },
  { from: '12:30', to: '16:30' },
];

describe('the calendar that comes with the system', () => {
  it('is the one in the code, to the day', () => {
    expect(holidaysOf(DAYS_2020_2030)).toEqual(VIETNAM_CALENDAR_DATA.holidays);
    expect(mistakesIn(DATA)).toEqual([]);
  });

  it.each([
    // from facts.md §5.4: Tết, Giỗ Tổ, 30/4–1/5, 2/9, weekends, days in lieu
    ['2020-01-01', false],
    ['2020-01-22', true],
    ['2020-01-23', false],
    ['2020-01-25', false],
    ['2020-01-29', false],
    ['2020-01-30', true],
    ['2020-04-02', false],
    ['2020-04-30', false],
    ['2020-05-01', false],
    ['2020-05-04', true],
    ['2020-05-18', true],
    ['2020-05-22', true],
    ['2020-05-23', false],
    ['2020-06-01', true],
    ['2020-09-02', false],
    ['2020-09-03', true],
    ['2021-02-12', false],
    ['2022-04-11', false],
    ['2023-05-02', false],
    ['2026-04-27', false],
    ['2030-02-02', false],
  ])('%s is worked: %s', (date, worked) => {
    expect(isWorkingDay(VIETNAM_CALENDAR, date)).toBe(worked);
  });
});

describe('office hours, half-open', () => {
  it.each([
    // before the office opens, on the dot, at lunch on the dot and inside, at closing on the dot
    ['2020-05-18T05:00', '2020-05-18T07:00'],
    ['2020-05-18T07:00', '2020-05-18T07:00'],
    ['2020-05-18T10:59', '2020-05-18T10:59'],
    ['2020-05-18T11:00', '2020-05-18T13:00'],
    ['2020-05-18T12:00', '2020-05-18T13:00'],
    ['2020-05-18T16:59', '2020-05-18T16:59'],
    ['2020-05-18T17:00', '2020-05-19T07:00'],
    ['2020-05-22T17:00', '2020-05-25T07:00'],
    ['2020-04-29T17:00', '2020-05-04T07:00'],
  ])('%s: work goes on at %s', (given, next) => {
    expect(nextWorkingInstant(VIETNAM_CALENDAR, at(given))).toEqual(at(next));
  });

  it('counts a make-up Saturday, and takes its day off in exchange', () => {
    const swapped = calendarInForce(2, '2', {
      ...DATA,
      makeUpDays: ['2020-05-09'],
      holidays: [...DATA.holidays, { date: '2020-05-04', name: 'Nghỉ hoán đổi' }],
    }).usual;
    expect(addWorkingDays(swapped, '2020-04-29', 1)).toBe('2020-05-05');
    expect(isWorkingDay(swapped, '2020-05-09')).toBe(true);
    expect(addWorkingMinutes(swapped, at('2020-05-08T16:30'), 60)).toEqual(at('2020-05-09T07:30'));
    expect(endOfWorkingDay(swapped, '2020-05-10')).toEqual(at('2020-05-11T17:00'));
  });

  it('gives a unit its own hours and the rest the usual ones', () => {
    const calendar = calendarInForce(3, '3', {
      ...DATA,
      unitHours: ['a', 'b'].map((unitId) => ({ unitId, officeHours: EARLY })),
    });
    expect(calendar.others).toHaveLength(1);
    expect(nextWorkingInstant(calendarOf(calendar, 'b'), at('2020-05-18T16:45'))).toEqual(at('2020-05-19T06:30'));
    expect(nextWorkingInstant(calendarOf(calendar, 'c'), at('2020-05-18T16:45'))).toEqual(at('2020-05-18T16:45'));
  });
});

describe('any calendar', () => {
  const day = fc.integer({ min: 0, max: 400 }).map((n) => addDays('2020-01-01', n));
  const minute = fc.integer({ min: 0, max: 24 * 60 });
  const clock = (m: number): string =>
    `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`;
  const hours = fc
    .uniqueArray(minute, { minLength: 2, maxLength: 6 })
    .map((marks) => marks.toSorted((a, b) => a - b))
    .map((marks) => marks.slice(0, marks.length - (marks.length % 2)))
    .map((marks) =>
      marks.flatMap((m, i) => (i % 2 === 0 ? [{ from: clock(m), to: clock(marks[i + 1] as number) }] : [])),
    );
  const data = fc
    .record({ off: fc.uniqueArray(day, { maxLength: 40 }), worked: fc.uniqueArray(day, { maxLength: 40 }), hours })
    .map(({ off, worked, hours: officeHours }) => ({
      holidays: off.map((date) => ({ date, name: 'Nghỉ' })),
      makeUpDays: worked.filter((date) => !off.includes(date)),
      officeHours,
      unitHours: [],
    }));
  const instant = fc.integer({ min: 0, max: 380 * 24 * 60 }).map((m) => new Date(+at('2020-01-01T00:00') + m * 60_000));

  it('adds minutes in two steps as in one, and never ends outside office hours', () => {
    fc.assert(
      fc.property(
        data,
        instant,
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 1, max: 3000 }),
        (given, from, a, b) => {
          const { usual } = calendarInForce(2, '2', given);
          const twoSteps = addWorkingMinutes(usual, addWorkingMinutes(usual, from, a), b);
          expect(addWorkingMinutes(usual, from, a + b)).toEqual(twoSteps);
          const justBefore = new Date(+twoSteps - 1);
          expect(nextWorkingInstant(usual, justBefore)).toEqual(justBefore);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is never earlier for one more holiday, nor later for one more worked day', () => {
    fc.assert(
      fc.property(data, day, instant, fc.integer({ min: 1, max: 20 }), (given, more, from, days) => {
        const of = (changed: Partial<typeof given>) => calendarInForce(2, '2', { ...given, ...changed }).usual;
        const date = new Date(+from + 7 * 3_600_000).toISOString().slice(0, 10);
        const usual = addWorkingDays(of({}), date, days);
        const makeUpDays = given.makeUpDays.filter((worked) => worked !== more);
        const off = of({ makeUpDays, holidays: [...given.holidays, { date: more, name: 'Nghỉ' }] });
        expect(addWorkingDays(off, date, days) >= usual).toBe(true);
        const holidays = given.holidays.filter((holiday) => holiday.date !== more);
        const on = of({ holidays, makeUpDays: [...makeUpDays, more] });
        expect(addWorkingDays(on, date, days) <= usual).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('finds no mistake only in what can be computed with', () => {
    const any = fc.record({
      holidays: fc.array(
        day.map((date) => ({ date, name: 'Nghỉ' })),
        { maxLength: 6 },
      ),
      makeUpDays: fc.array(day, { maxLength: 6 }),
      officeHours: fc.array(fc.record({ from: minute.map(clock), to: minute.map(clock) }), { maxLength: 3 }),
      unitHours: fc.constant([]),
    });
    fc.assert(
      fc.property(any, (given) => {
        fc.pre(mistakesIn(given).length === 0);
        expect(() => workingCalendar({ version: '2', ...given })).not.toThrow();
      }),
      { numRuns: 100 },
    );
  });
});

describe('what is refused', () => {
  it.each<[string, Partial<VersionData>, string]>([
    ['a day twice', { makeUpDays: ['2020-05-09', '2020-05-09'] }, 'makeUpDays.1 twice'],
    ['a holiday that is worked', { makeUpDays: ['2020-01-25'] }, 'makeUpDays.0 alsoHoliday'],
    ['a make-up day that is worked anyway', { makeUpDays: ['2020-05-18'] }, 'makeUpDays.0 notDayOff'],
    ['no hours', { officeHours: [] }, 'officeHours arrayNotEmpty'],
    [
      'hours that overlap',
      {
        officeHours: [
          { from: '07:00', to: '11:00' },
          { from: '10:59', to: '17:00' },
        ],
      },
      'officeHours.1 hoursOutOfOrder',
    ],
    [
      'hours backwards',
      { unitHours: [{ unitId: 'a', officeHours: [{ from: '11:00', to: '07:00' }] }] },
      'unitHours.0.officeHours.0 hoursOutOfOrder',
    ],
  ])('%s', (_, change, expected) => {
    expect(mistakesIn({ ...DATA, ...change }).map(({ field, code }) => `${field} ${code}`)).toContain(expected);
  });

  it('tells what differs', () => {
    const to = {
      ...DATA,
      holidays: DATA.holidays.filter(({ date }) => date !== '2020-09-02'),
      makeUpDays: ['2020-05-09'],
    };
    expect(differenceOf(DATA, to)).toEqual({
      holidaysAdded: [],
      holidaysRemoved: ['2020-09-02'],
      makeUpDaysAdded: ['2020-05-09'],
      makeUpDaysRemoved: [],
      officeHoursChanged: false,
      unitsChanged: 0,
    });
  });
});
