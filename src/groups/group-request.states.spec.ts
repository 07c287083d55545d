import { describe, expect, it } from '@jest/globals';
import { END_OF, REQUEST_ACTS, REQUEST_STATES, sideOf, STEPS } from './group-request.states.ts';

describe('a request to a group', () => {
  it('has ended for good once it is answered or withdrawn', () => {
    const ends = REQUEST_STATES.filter((state) => state !== 'requested');
    expect(ends.map((state) => STEPS[state])).toEqual([{}, {}, {}]);
  });

  it('is answered or withdrawn once', () => {
    for (const act of REQUEST_ACTS) {
      expect(STEPS.requested[act]).toBe(END_OF[act]);
    }
  });

  it.each([
    ['join', 'approve', 'owner'],
    ['join', 'refuse', 'owner'],
    ['join', 'withdraw', 'unit'],
    ['leave', 'approve', 'owner'],
    ['leave', 'withdraw', 'unit'],
    ['handover', 'approve', 'unit'],
    ['handover', 'refuse', 'unit'],
    ['handover', 'withdraw', 'owner'],
  ] as const)('to %s: %s is for the %s', (kind, act, side) => {
    expect(sideOf(kind, act)).toBe(side);
  });
});
