import { describe, expect, it } from '@jest/globals';
import { longDate, placeAndDate } from './vietnamese-date.ts';

describe('the place-and-date line', () => {
  it.each([
    ['2020-03-05', 'ngày 05 tháng 3 năm 2020'],
    ['2020-01-01', 'ngày 01 tháng 01 năm 2020'],
    ['2020-02-29', 'ngày 29 tháng 02 năm 2020'],
    ['2020-04-27', 'ngày 27 tháng 4 năm 2020'],
    ['2020-10-09', 'ngày 09 tháng 10 năm 2020'],
    ['2020-12-31', 'ngày 31 tháng 12 năm 2020'],
  ])('%s: %s', (date, text) => {
    expect(longDate(date)).toBe(text);
  });

  it('begins with the place', () => {
    expect(placeAndDate('Hà Nội', '2020-03-05')).toBe('Hà Nội, ngày 05 tháng 3 năm 2020');
  });

  it('refuses anything but a date', () => {
    expect(() => longDate('05/3/2020')).toThrow(RangeError);
  });
});
