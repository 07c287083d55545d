import { describe, expect, it } from '@jest/globals';
import { afterFailure, MAIL_IMPORT_STEPS, MAIL_PROBLEMS, MOST_FAILURES, remainingMs } from './mail-import.states.ts';

describe('a bringing over', () => {
  it('never leaves its two ends', () => {
    for (const { from } of Object.values(MAIL_IMPORT_STEPS)) {
      expect(from).not.toContain('done');
      expect(from).not.toContain('cancelled');
    }
  });

  it('tries a broken line at once, then less and less often, then asks people', () => {
    const waits = Array.from({ length: MOST_FAILURES }, (_, i) => afterFailure('unreachable', i + 1));
    expect(waits).toEqual([0, 0, 0, 15, 30, 60, 120, 240, 480, 600, 600, null]);
  });

  it('never keeps the others of its queue waiting for a slow server once more at once', () => {
    expect([1, 2, 3, 12].map((failures) => afterFailure('too-slow', failures))).toEqual([15, 30, 60, null]);
  });

  it('never tries a refused password a second time by itself', () => {
    const tried = MAIL_PROBLEMS.filter((problem) => afterFailure(problem, 1) !== null);
    expect(tried).toEqual(['name-unknown', 'unreachable', 'too-slow', 'store-unavailable', 'unexpected']);
  });

  it.each([
    [0, 100, 0, null],
    [10, null, 1000, null],
    [10, 110, 1000, 10_000],
    [120, 100, 1000, 0],
  ])('after %d of %p mails in %d ms there are %p ms to go', (seen, expected, worked, left) => {
    expect(remainingMs(seen, expected, worked)).toBe(left);
  });
});
