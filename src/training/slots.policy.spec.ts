import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { VIETNAM_CALENDAR, VIETNAM_CALENDAR_DATA } from '../calendar/holidays.ts';
import { addDays, isWorkingDay, localDate, workingCalendar } from '../calendar/working-calendar.ts';
import { clash, faultOf, halfOf, slotsOf } from './slots.policy.ts';

const WEEK = { firstDay: '2020-05-18', lastDay: '2020-05-22' };
const at = (local: string): Date => new Date(`${local}:00+07:00`);

describe('the training week of the notice', () => {
  const slots = slotsOf(WEEK, VIETNAM_CALENDAR, 60);

  it('has forty sessions of an hour: eight on each of five days, four in each half', () => {
    expect(slots).toHaveLength(40);
    expect(slots[0]).toEqual({ startsAt: at('2020-05-18T07:00'), endsAt: at('2020-05-18T08:00') });
    expect(slots[3]!.endsAt).toEqual(at('2020-05-18T11:00'));
    expect(slots[4]!.startsAt).toEqual(at('2020-05-18T13:00'));
    expect(slots.at(-1)).toEqual({ startsAt: at('2020-05-22T16:00'), endsAt: at('2020-05-22T17:00') });
    expect(slots.filter(({ startsAt }) => halfOf(startsAt) === 'morning')).toHaveLength(20);
  });

  it.each([
    ['by half day', 240, 10],
    ['longer than a half day', 241, 0],
    ['with something left over before lunch', 90, 20],
  ])('%s: %d minutes make %d', (_, minutes, count) => {
    expect(slotsOf(WEEK, VIETNAM_CALENDAR, minutes)).toHaveLength(count);
  });

  it('leaves holidays out, and takes make-up Saturdays in', () => {
    expect(slotsOf({ firstDay: '2020-04-27', lastDay: '2020-05-03' }, VIETNAM_CALENDAR, 60)).toHaveLength(24);
    const swapped = workingCalendar({ ...VIETNAM_CALENDAR_DATA, makeUpDays: ['2020-05-23'] });
    expect(slotsOf({ firstDay: '2020-05-18', lastDay: '2020-05-24' }, swapped, 60)).toHaveLength(48);
  });

  it.each([
    ['2020-05-18T06:00', '2020-05-18T07:00', 'outside-hours'],
    ['2020-05-18T10:30', '2020-05-18T11:30', 'outside-hours'],
    ['2020-05-18T16:00', '2020-05-18T17:00', null],
    ['2020-05-18T16:00', '2020-05-18T17:01', 'outside-hours'],
    ['2020-05-18T16:00', '2020-05-19T08:00', 'outside-hours'],
    ['2020-05-23T08:00', '2020-05-23T09:00', 'outside-week'],
    ['2020-05-18T09:00', '2020-05-18T09:00', 'backwards'],
  ])('%s to %s: %s', (from, to, fault) => {
    expect(faultOf({ startsAt: at(from), endsAt: at(to) }, WEEK, VIETNAM_CALENDAR)).toBe(fault);
  });

  it('refuses a holiday', () => {
    const week = { firstDay: '2020-04-27', lastDay: '2020-05-08' };
    const slot = { startsAt: at('2020-04-30T08:00'), endsAt: at('2020-04-30T09:00') };
    expect(faultOf(slot, week, VIETNAM_CALENDAR)).toBe('day-off');
  });
});

it('sessions by rule never overlap, run over, or fall on a day off', () => {
  const first = fc.integer({ min: 0, max: 3000 }).map((n) => addDays('2020-01-01', n));
  fc.assert(
    fc.property(first, fc.integer({ min: 0, max: 20 }), fc.integer({ min: 5, max: 260 }), (firstDay, days, minutes) => {
      const week = { firstDay, lastDay: addDays(firstDay, days) };
      const slots = slotsOf(week, VIETNAM_CALENDAR, minutes);
      slots.forEach((slot, i) => {
        expect(faultOf(slot, week, VIETNAM_CALENDAR)).toBeNull();
        expect(isWorkingDay(VIETNAM_CALENDAR, localDate(slot.startsAt))).toBe(true);
        expect(i > 0 && clash(slot, slots[i - 1]!)).toBe(false);
      });
    }),
    { numRuns: 200 },
  );
});
