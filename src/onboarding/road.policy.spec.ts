import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { missingOf, reasonOf, ROAD, stepOf, STEPS_TO_DO, type Facts } from './road.policy.ts';

const facts = fc.record(
  Object.fromEntries(STEPS_TO_DO.map((step) => [step, fc.boolean()])),
) as fc.Arbitrary<unknown> as fc.Arbitrary<Facts>;

const done = (count: number): Facts =>
  Object.fromEntries(STEPS_TO_DO.map((step, i) => [step, i < count])) as unknown as Facts;

describe('the road', () => {
  it('is walked step by step', () => {
    expect(ROAD.map((_, count) => stepOf(done(count)))).toEqual([...ROAD]);
    expect(missingOf(done(2))).toEqual(['trained', 'first_login', 'first_acknowledgement', 'ready']);
  });

  it('goes no farther than the first thing that is missing, whatever came after it', () => {
    expect(stepOf({ ...done(6), trained: false })).toBe('booked');
    expect(missingOf({ ...done(6), trained: false })).toEqual(['trained']);
  });

  it('is ready when nothing is missing, and only then', () => {
    fc.assert(fc.property(facts, (some) => (stepOf(some) === 'ready') === (missingOf(some).length === 0)));
  });

  it('never goes back because something more has happened', () => {
    fc.assert(
      fc.property(facts, fc.constantFrom(...STEPS_TO_DO), (some, more) => {
        expect(ROAD.indexOf(stepOf({ ...some, [more]: true }))).toBeGreaterThanOrEqual(ROAD.indexOf(stepOf(some)));
      }),
    );
  });

  it('says why the next step was not taken', () => {
    const unit = { people: 1, unapproved: 0, wasAbsent: false };
    expect(reasonOf(done(0), { ...unit, people: 0 })).toBe('nobody');
    expect(reasonOf(done(0), { ...unit, unapproved: 1 })).toBe('awaiting-approval');
    expect(reasonOf(done(0), unit)).toBe('no-code');
    expect(reasonOf(done(1), { ...unit, wasAbsent: true })).toBe('absent');
    expect(reasonOf(done(3), unit)).toBe('code-unused');
    expect(reasonOf(done(5), unit)).toBe('no-receiver');
    expect(reasonOf(done(6), unit)).toBeNull();
  });
});
