import { describe, expect, it } from '@jest/globals';
import { NoTermInForce, periodKey } from './number-period.ts';

const term = { id: '6f1c' };

describe('periodKey', () => {
  it.each([
    ['TERM', '2020-04-27', term, 'term:6f1c'],
    ['YEAR', '2020-12-31', term, 'year:2020'],
    ['YEAR', '2021-01-01', null, 'year:2021'],
    ['NEVER', '2020-04-27', null, 'never'],
  ] as const)('%s on %s', (policy, localDate, inForce, key) => {
    expect(periodKey(policy, { localDate, term: inForce })).toBe(key);
  });

  it('gives no number between two terms', () => {
    expect(() => periodKey('TERM', { localDate: '2022-10-01', term: null })).toThrow(NoTermInForce);
  });

  it('refuses a malformed date', () => {
    expect(() => periodKey('YEAR', { localDate: '27/4/2020', term })).toThrow(RangeError);
  });
});
