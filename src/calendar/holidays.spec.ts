import { describe, expect, it } from '@jest/globals';
import { FIRST_YEAR, LAST_YEAR, VIETNAM_CALENDAR, VIETNAM_CALENDAR_DATA } from './holidays.ts';
import { addDays, isWeekend, isWorkingDay } from './working-calendar.ts';

/** Working days of the week that are off, e.g. '01-01' for 1 January. */
function weekdaysOff(year: number): readonly string[] {
  const dates = VIETNAM_CALENDAR_DATA.holidays.map((holiday) => holiday.date);
  return dates.filter((date) => date.startsWith(`${year}-`) && !isWeekend(date)).map((date) => date.slice(5));
}

describe('the holidays of Việt Nam', () => {
  it.each([
    [2020, '01-01 01-23 01-24 01-27 01-28 01-29 04-02 04-30 05-01 09-02'],
    [2021, '01-01 02-10 02-11 02-12 02-15 02-16 04-21 04-30 05-03 09-02 09-03'],
    [2022, '01-03 01-31 02-01 02-02 02-03 02-04 04-11 05-02 05-03 09-01 09-02'],
    [2023, '01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04'],
    [2024, '01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-30 05-01 09-02 09-03'],
    [2025, '01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 09-01 09-02'],
    [2026, '01-01 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 09-01 09-02'],
    [2027, '01-01 02-05 02-08 02-09 02-10 02-11 04-16 04-30 05-03 09-02 09-03'],
  ])('%i: weekdays off', (year, days) => {
    expect(weekdaysOff(year).join(' ')).toBe(days);
  });

  it('gives every year all its days as days off work: ten in 2020, eleven since', () => {
    for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
      expect(weekdaysOff(year)).toHaveLength(year === 2020 ? 10 : 11);
    }
  });

  it('lists each date once, in order', () => {
    const dates = VIETNAM_CALENDAR_DATA.holidays.map((holiday) => holiday.date);
    expect(dates).toEqual([...new Set(dates)].toSorted());
  });

  it('leaves the training week whole, and the first day of use a Monday at work', () => {
    const week = [0, 1, 2, 3, 4].map((day) => addDays('2020-05-18', day));
    expect(week.every((date) => isWorkingDay(VIETNAM_CALENDAR, date))).toBe(true);
    expect(isWorkingDay(VIETNAM_CALENDAR, '2020-06-01')).toBe(true);
    expect(isWorkingDay(VIETNAM_CALENDAR, '2020-05-31')).toBe(false);
  });

  it('knows only weekends outside its years', () => {
    expect(isWorkingDay(VIETNAM_CALENDAR, '2019-09-02')).toBe(true);
    expect(isWorkingDay(VIETNAM_CALENDAR, '2031-01-01')).toBe(true);
    expect(isWorkingDay(VIETNAM_CALENDAR, '2031-01-04')).toBe(false);
  });
});
