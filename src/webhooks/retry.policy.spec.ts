import { describe, expect, it } from '@jest/globals';
import { isTooLong, judgeStatus, pauseAfter } from './retry.policy.ts';

const HOUR = 3600_000;

describe('the pauses between tries', () => {
  const pauses = Array.from({ length: 20 }, (_, i) => pauseAfter(i + 1));

  it('begin with seconds and grow to a day', () => {
    expect(pauses[0]).toBe(5000);
    const real = pauses.filter((pause) => pause !== null);
    expect(real).toEqual(real.toSorted((a, b) => a - b));
    expect(real.at(-1)).toBe(24 * HOUR);
  });

  it('end after twelve tries in about three days', () => {
    expect(pauses.indexOf(null)).toBe(11);
    const hours = pauses.reduce<number>((sum, pause) => sum + (pause ?? 0), 0) / HOUR;
    expect(hours).toBeGreaterThan(66);
    expect(hours).toBeLessThan(72);
  });

  it.each([
    ['120', 120_000],
    ['1', 5000],
    ['999999', HOUR],
    ['-5', 5000],
    ['Wed, 21 Oct 2030 07:28:00 GMT', 5000],
    ['1e9', 5000],
    ['', 5000],
  ])('heed Retry-After: %s', (header, pause) => {
    expect(pauseAfter(1, header)).toBe(pause);
  });

  it('are not prolonged for ever by it', () => {
    expect(pauseAfter(12, '60')).toBeNull();
  });
});

describe('an answer', () => {
  it.each([
    [200, 'done'],
    [204, 'done'],
    [299, 'done'],
    [302, 'retry'],
    [400, 'retry'],
    [410, 'gone'],
    [500, 'retry'],
    [100, 'retry'],
    [null, 'retry'],
  ])('%s means %s', (status, meaning) => {
    expect(judgeStatus(status)).toBe(meaning);
  });
});

describe('patience', () => {
  it('lasts three days', () => {
    const since = new Date('2020-05-18T01:00:00Z');
    const after = (hours: number) => new Date(since.getTime() + hours * HOUR);
    expect([isTooLong(since, after(71.9)), isTooLong(since, after(72))]).toEqual([false, true]);
  });
});
