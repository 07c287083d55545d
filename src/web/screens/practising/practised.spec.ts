import { describe, expect, it } from '@jest/globals';
import { hasReceived, isShown, matches } from './practised.ts';

const unit = (people: number, ...acts: ('entered' | 'opened' | 'acknowledged' | 'registered')[]) => ({
  people,
  acts: acts.map((act) => ({ act, firstAt: '2020-05-18T01:00:00.000Z' })),
});

describe('what a unit has practised', () => {
  it('is enough when it can receive a document, whoever approves or sends', () => {
    expect(hasReceived(unit(1, 'entered', 'opened', 'acknowledged', 'registered'))).toBe(true);
    expect(hasReceived(unit(1, 'entered', 'opened', 'registered'))).toBe(false);
  });

  it('is in one group each, and in all', () => {
    const units = [unit(0), unit(1, 'entered'), unit(2, 'opened', 'acknowledged', 'registered')];
    for (const [at, show] of (['none', 'begun', 'done'] as const).entries())
      expect(units.map((one) => isShown(one, show))).toEqual(units.map((_, i) => i === at));
    expect(units.every((one) => isShown(one, 'all'))).toBe(true);
  });

  it('is found by words without accents', () => {
    const named = { unitCode: 'KB-1', unitName: 'Chi đoàn Kho bạc Nhà nước' };
    expect(matches(named, 'kho bac')).toBe(true);
    expect(matches(named, 'kb-1 chi')).toBe(true);
    expect(matches(named, 'thue')).toBe(false);
  });
});
