import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NO_PROOF } from '../legacy-inboxes/inbox.states.ts';
import { stepOf, STEPS_TO_DO, type Facts } from '../onboarding/road.policy.ts';
import { daysLeft, inboxBlocker, publicStep, ROAD, unitBlocker } from './roads.policy.ts';

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

describe('what keeps a unit', () => {
  const done = (count: number): Facts =>
    Object.fromEntries(STEPS_TO_DO.map((step, i) => [step, i < count])) as unknown as Facts;
  const unit = { people: 1, unapproved: 0, wasAbsent: false };

  it('is the next step of its road, with the reason where there is one', () => {
    expect(STEPS_TO_DO.map((_, count) => unitBlocker(done(count), unit))).toEqual([
      'no-code',
      'not-booked',
      'not-trained',
      'code-unused',
      'no-acknowledgement',
      'no-receiver',
    ]);
    expect(unitBlocker(done(0), { ...unit, people: 0 })).toBe('nobody');
    expect(unitBlocker(done(1), { ...unit, wasAbsent: true })).toBe('absent');
    expect(unitBlocker(done(STEPS_TO_DO.length), unit)).toBeNull();
  });

  it('is nothing exactly when the unit is ready', () => {
    const facts = fc.record(
      Object.fromEntries(STEPS_TO_DO.map((step) => [step, fc.boolean()])),
    ) as fc.Arbitrary<unknown> as fc.Arbitrary<Facts>;
    fc.assert(fc.property(facts, (some) => (unitBlocker(some, unit) === null) === (stepOf(some) === 'ready')));
  });
});

it('tells everybody how far a unit is and not why', () => {
  expect([...new Set(ROAD.map(publicStep))]).toEqual(['preparing', 'ready', 'cut_over']);
  expect(ROAD.filter((step) => publicStep(step) !== 'preparing')).toEqual(['ready', 'cut_over']);
});
