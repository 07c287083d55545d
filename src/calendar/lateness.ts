import type { Deadlines } from './deadlines.policy.ts';

/** When each act happened; null = not yet. */
export interface Acts {
  readonly openedAt: Date | null;
  readonly acknowledgedAt: Date | null;
  readonly doneAt: Date | null;
}

/**
 * Where one clock stands. The two kinds of late differ: `overdue` calls for a reminder and disappears with the act;
 * `was_late` is history, calls for nothing, and stays in the report.
 */
export type ClockState = 'no_clock' | 'running' | 'in_time' | 'overdue' | 'was_late';

export interface PerClock<T> {
  readonly open: T;
  readonly acknowledge: T;
  readonly finish: T;
}

/** A deadline is the first instant that is too late: on the dot is late. */
export function clockState(deadline: Date | null, actAt: Date | null, now: Date): ClockState {
  if (deadline === null) return 'no_clock';
  if (actAt === null) return now < deadline ? 'running' : 'overdue';
  return actAt < deadline ? 'in_time' : 'was_late';
}

/** Not for a delivery that was refused, returned, withdrawn or superseded: its clocks have stopped. */
export function clockStates(deadlines: Deadlines, acts: Acts, now: Date): PerClock<ClockState> {
  return {
    open: clockState(deadlines.openBy, acts.openedAt, now),
    acknowledge: clockState(deadlines.acknowledgeBy, acts.acknowledgedAt, now),
    finish: clockState(deadlines.finishBy, acts.doneAt, now),
  };
}

/** The late flags: overdue now, or done too late. */
export function lateFor(deadlines: Deadlines, acts: Acts, now: Date): PerClock<boolean> {
  const { open, acknowledge, finish } = clockStates(deadlines, acts, now);
  return { open: isLate(open), acknowledge: isLate(acknowledge), finish: isLate(finish) };
}

function isLate(state: ClockState): boolean {
  return state === 'overdue' || state === 'was_late';
}
