import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { VIETNAM_CALENDAR as VN, VIETNAM_CALENDAR_DATA } from './holidays.ts';
import {
  addDays,
  addWorkingDays,
  addWorkingMinutes,
  endOfLocalDay,
  endOfWorkingDay,
  isWorkingDay,
  localDate,
  localMidnight,
  localYear,
  nextWorkingInstant,
  workingCalendar,
} from './working-calendar.ts';

const at = (local: string): Date => new Date(`${local}:00+07:00`);
const instants = fc.date({ min: at('2020-01-01T00:00'), max: at('2030-12-01T00:00'), noInvalidDate: true });
const minutes = fc.nat({ max: 20_000 });

describe('local dates', () => {
  it.each([
    ['2020-05-31T16:59:59.999Z', '2020-05-31'],
    ['2020-05-31T17:00:00.000Z', '2020-06-01'],
    ['2019-12-31T17:00:00.000Z', '2020-01-01'],
    ['2020-02-29T12:00:00.000Z', '2020-02-29'],
  ])('%s is %s', (instant, date) => {
    expect(localDate(new Date(instant))).toBe(date);
    expect(localYear(new Date(instant))).toBe(Number(date.slice(0, 4)));
  });

  it('runs from midnight to midnight', () => {
    expect(localMidnight('2020-06-01')).toEqual(new Date('2020-05-31T17:00:00Z'));
    expect(endOfLocalDay('2020-12-31')).toEqual(localMidnight('2021-01-01'));
    expect(addDays('2020-03-01', -1)).toBe('2020-02-29');
  });

  it.each(['2020-02-30', '2021-02-29', '2020-13-01', '2020-6-1', '01/6/2020', ''])('refuses %p', (text) => {
    expect(() => localMidnight(text)).toThrow(RangeError);
  });

  it('agrees with the time zone database', () => {
    const ict = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short' });
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1976-01-01'), max: new Date('2099-01-01'), noInvalidDate: true }),
        (instant) => {
          expect(localDate(instant)).toBe(ict.format(instant));
          expect(+localMidnight(localDate(instant))).toBeLessThanOrEqual(+instant);
          expect(+endOfLocalDay(localDate(instant))).toBeGreaterThan(+instant);
        },
      ),
    );
  });
});

describe('working days', () => {
  it.each([
    ['2020-04-29', 0, '2020-04-29'],
    ['2020-04-29', 1, '2020-05-04'], // over 30/4, 1/5 and a weekend
    ['2020-04-30', 0, '2020-05-04'],
    ['2020-05-02', 1, '2020-05-04'],
    ['2020-05-18', 4, '2020-05-22'],
    ['2020-05-22', 6, '2020-06-01'],
    ['2021-02-09', 1, '2021-02-17'], // Tết
  ])('%s + %i = %s', (date, days, expected) => {
    expect(addWorkingDays(VN, date, days)).toBe(expected);
  });

  it('closes at 17:00, after a day off on the next working day', () => {
    expect(endOfWorkingDay(VN, '2020-05-29')).toEqual(at('2020-05-29T17:00'));
    expect(endOfWorkingDay(VN, '2020-05-30')).toEqual(at('2020-06-01T17:00'));
  });

  it('adds up, and never lands on a day off', () => {
    const dates = instants.map(localDate);
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 60 }), fc.nat({ max: 60 }), (date, a, b) => {
        const first = addWorkingDays(VN, date, a);
        expect(isWorkingDay(VN, first)).toBe(true);
        expect(addWorkingDays(VN, first, b)).toBe(addWorkingDays(VN, date, a + b));
      }),
    );
  });
});

describe('working minutes', () => {
  it.each([
    ['2020-05-18T07:00', 60, '2020-05-18T08:00'],
    ['2020-05-18T10:30', 30, '2020-05-18T11:00'], // closing time itself, not 13:00
    ['2020-05-18T10:30', 31, '2020-05-18T13:01'],
    ['2020-05-18T12:00', 60, '2020-05-18T14:00'],
    ['2020-05-18T07:00', 480, '2020-05-18T17:00'],
    ['2020-05-18T07:00', 481, '2020-05-19T07:01'],
    ['2020-05-22T16:30', 60, '2020-05-25T07:30'],
    ['2020-04-29T16:59', 2, '2020-05-04T07:01'],
    ['2020-05-23T03:00', 0, '2020-05-23T03:00'],
  ])('%s + %i = %s', (from, count, expected) => {
    expect(addWorkingMinutes(VN, at(from), count)).toEqual(at(expected));
  });

  it.each([
    ['2020-05-18T06:59', '2020-05-18T07:00'],
    ['2020-05-18T07:00', '2020-05-18T07:00'],
    ['2020-05-18T11:00', '2020-05-18T13:00'],
    ['2020-05-18T17:00', '2020-05-19T07:00'],
    ['2020-04-29T17:00', '2020-05-04T07:00'],
  ])('after %s the office is open at %s', (from, expected) => {
    expect(nextWorkingInstant(VN, at(from))).toEqual(at(expected));
  });

  it('lands inside working time', () => {
    fc.assert(
      fc.property(
        instants,
        minutes.map((count) => count + 1),
        (from, count) => {
          const justBefore = new Date(+addWorkingMinutes(VN, from, count) - 1);
          expect(nextWorkingInstant(VN, justBefore)).toEqual(justBefore);
        },
      ),
    );
  });

  it('is additive and monotonic', () => {
    fc.assert(
      fc.property(instants, instants, minutes, minutes, (from, other, a, b) => {
        const sum = addWorkingMinutes(VN, from, a + b);
        expect(addWorkingMinutes(VN, addWorkingMinutes(VN, from, a), b)).toEqual(sum);
        expect(+sum).toBeGreaterThanOrEqual(+addWorkingMinutes(VN, from, a));
        const [early, late] = from < other ? [from, other] : [other, from];
        expect(+addWorkingMinutes(VN, early, a)).toBeLessThanOrEqual(+addWorkingMinutes(VN, late, a));
      }),
    );
  });

  it.each([-1, 0.5, NaN, Infinity])('refuses %p', (count) => {
    expect(() => addWorkingMinutes(VN, at('2020-05-18T07:00'), count)).toThrow(RangeError);
  });
});

describe('workingCalendar', () => {
  it('works a make-up Saturday with ordinary hours', () => {
    const calendar = workingCalendar({ ...VIETNAM_CALENDAR_DATA, makeUpDays: ['2020-05-23'] });
    expect(addWorkingMinutes(calendar, at('2020-05-22T17:00'), 30)).toEqual(at('2020-05-23T07:30'));
  });

  it.each([
    ['no hours', { officeHours: [] }],
    [
      'overlapping hours',
      {
        officeHours: [
          { from: '07:00', to: '12:00' },
          { from: '11:00', to: '17:00' },
        ],
      },
    ],
    ['an empty half-day', { officeHours: [{ from: '07:00', to: '07:00' }] }],
    ['an hour that is none', { officeHours: [{ from: '07:00', to: '25:00' }] }],
    ['a date that is none', { makeUpDays: ['2020-02-30'] }],
    ['a make-up day that is a holiday', { makeUpDays: ['2020-04-30'] }],
  ])('refuses %s', (_, data) => {
    expect(() => workingCalendar({ ...VIETNAM_CALENDAR_DATA, ...data })).toThrow(RangeError);
  });
});
