import { describe, expect, it } from '@jest/globals';
import { afterQuietHours } from './quiet-hours.policy.ts';

describe('quiet hours', () => {
  it.each([
    ['2020-05-18T06:29:59.999+07:00', '2020-05-18T06:30:00+07:00'],
    ['2020-05-18T06:30:00+07:00', '2020-05-18T06:30:00+07:00'],
    ['2020-05-18T20:59:59.999+07:00', '2020-05-18T20:59:59.999+07:00'],
    ['2020-05-18T21:00:00+07:00', '2020-05-19T06:30:00+07:00'],
    ['2020-05-18T00:00:00+07:00', '2020-05-18T06:30:00+07:00'],
    ['2020-12-31T23:30:00+07:00', '2021-01-01T06:30:00+07:00'],
  ])('what is told at %s rings at %s', (at, rings) => {
    expect(afterQuietHours(new Date(at))).toEqual(new Date(rings));
  });
});
