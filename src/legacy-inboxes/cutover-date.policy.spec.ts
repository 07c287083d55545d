import { describe, expect, it } from '@jest/globals';
import { isAfterCutover } from './cutover-date.policy.ts';

const CUTOVER = new Date('2020-06-01T00:00:00+07:00');

describe('the cutover', () => {
  it('begins at its instant, not before', () => {
    expect(isAfterCutover(new Date('2020-05-31T23:59:59.999+07:00'), CUTOVER)).toBe(false);
    expect(isAfterCutover(new Date('2020-06-01T00:00:00.000+07:00'), CUTOVER)).toBe(true);
    expect(isAfterCutover(new Date('2020-05-31T17:00:00.000Z'), CUTOVER)).toBe(true);
    expect(isAfterCutover(new Date('2020-05-31T16:59:59.999Z'), CUTOVER)).toBe(false);
  });

  it('never begins when none is planned', () => {
    expect(isAfterCutover(new Date('2999-01-01T00:00:00Z'), null)).toBe(false);
  });
});
