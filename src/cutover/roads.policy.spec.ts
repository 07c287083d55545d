import { describe, expect, it } from '@jest/globals';
import { NO_PROOF } from '../legacy-inboxes/inbox.states.ts';
import { daysLeft, inboxBlocker, publicStep, ROAD } from './roads.policy.ts';

const CUTOVER = new Date('2020-06-01T00:00:00+07:00');

describe('the days left', () => {
  it('are counted as begun ones, down to none at the instant', () => {
    const left = (at: string) => daysLeft(new Date(at), CUTOVER);
    expect(left('2020-05-31T23:59:59.999+07:00')).toBe(1);
    expect(left('2020-05-31T00:00:00+07:00')).toBe(1);
    expect(left('2020-05-30T23:59:59+07:00')).toBe(2);
    expect(left('2020-06-01T00:00:00+07:00')).toBe(0);
    expect(left('2020-07-01T00:00:00+07:00')).toBe(0);
  });
});

describe('what is next about an inbox', () => {
  it('follows its state and its proof', () => {
    const agrees = { ...NO_PROOF, proof: 'agrees' } as const;
    const disagrees = { ...NO_PROOF, proof: 'disagrees' } as const;
    expect(inboxBlocker('active', agrees)).toBe('inbox-in-use');
    expect(inboxBlocker('dual_run', agrees)).toBe('inbox-in-use');
    expect(inboxBlocker('frozen', NO_PROOF)).toBe('inbox-not-imported');
    expect(inboxBlocker('imported', disagrees)).toBe('inbox-not-proven');
    expect(inboxBlocker('imported', agrees)).toBe('inbox-not-retired');
    expect(inboxBlocker('retired', NO_PROOF)).toBeNull();
  });
});

it('tells everybody how far a unit is and not why', () => {
  expect(ROAD.map(publicStep)).toEqual(['preparing', 'preparing', 'preparing', 'ready', 'cut_over']);
});
