import { describe, expect, it } from '@jest/globals';
import { END_OF, REQUEST_ACTS, REQUEST_STATES, sideOf, STEPS } from './group-request.states.ts';

describe('a request to a group', () => {
  it('is answered or withdrawn once', () => {
    for (const act of REQUEST_ACTS) {
      expect(STEPS.requested[act]).toBe(END_OF[act]);
      for (const state of REQUEST_STATES) if (state !== 'requested') expect(STEPS[state][act]).toBeUndefined();
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
