import { describe, expect, it } from '@jest/globals';
import { clockState, clockStates, lateFor } from './lateness.ts';

const DEADLINE = new Date('2020-05-18T17:00:00Z');
const BEFORE = new Date(+DEADLINE - 1);
const AFTER = new Date(+DEADLINE + 1);

describe('clockState', () => {
  it.each([
    // deadline, act, now
    [null, null, AFTER, 'no_clock'],
    [null, AFTER, AFTER, 'no_clock'],
    [DEADLINE, null, BEFORE, 'running'],
    [DEADLINE, null, DEADLINE, 'overdue'],
    [DEADLINE, null, AFTER, 'overdue'],
    [DEADLINE, BEFORE, BEFORE, 'in_time'],
    [DEADLINE, BEFORE, AFTER, 'in_time'],
    [DEADLINE, DEADLINE, AFTER, 'was_late'],
    [DEADLINE, AFTER, AFTER, 'was_late'],
  ] as const)('deadline %p, act %p, now %p: %s', (deadline, actAt, now, state) => {
    expect(clockState(deadline, actAt, now)).toBe(state);
  });
});

describe('a delivery', () => {
  const deadlines = { openBy: DEADLINE, acknowledgeBy: DEADLINE, finishBy: null };
  const acts = { openedAt: AFTER, acknowledgedAt: null, doneAt: null };

  it('tells what is overdue from what was late', () => {
    expect(clockStates(deadlines, acts, AFTER)).toEqual({
      open: 'was_late',
      acknowledge: 'overdue',
      finish: 'no_clock',
    });
  });

  it('flags both', () => {
    expect(lateFor(deadlines, acts, AFTER)).toEqual({ open: true, acknowledge: true, finish: false });
    expect(lateFor(deadlines, { ...acts, openedAt: BEFORE }, BEFORE)).toEqual({
      open: false,
      acknowledge: false,
      finish: false,
    });
  });
});
