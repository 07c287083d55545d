import { describe, expect, it } from '@jest/globals';
import { hoursOfTrying, retryDelaySeconds } from './retry.policy.ts';

describe('waiting between tries', () => {
  it.each([
    [1, 2.7],
    [2, 7.4],
    [3, 20.1],
    [5, 148.4],
    [9, 8103.1],
    [10, 22_026.5],
    [11, 22_026.5],
    [40, 22_026.5],
  ])('after failure %i: %d s', (failures, seconds) => {
    expect(retryDelaySeconds(failures)).toBeCloseTo(seconds, 0);
  });

  it.each([
    [1, 0],
    [2, 0.001],
    [10, 3.6],
    [17, 46.4],
    [25, 95.3],
  ])('%i attempts go on for %d h', (attempts, hours) => {
    expect(hoursOfTrying(attempts)).toBeCloseTo(hours, 1);
  });
});
