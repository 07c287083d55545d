/** A moment, as a Date or as ISO text in UTC with milliseconds, whose order is the same; the two are never compared with each other. */
type Moment = Date | string;

/** When each act happened; null = not yet. */
export interface Acts<M extends Moment = Date> {
  readonly openedAt: M | null;
  readonly acknowledgedAt: M | null;
  readonly doneAt: M | null;
}

/** Until when each act is in time; null: no such clock. */
interface Limits<M extends Moment> {
  readonly openBy: M | null;
  readonly acknowledgeBy: M | null;
  readonly finishBy: M | null;
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
export function clockState<M extends Moment>(deadline: M | null, actAt: M | null, now: M): ClockState {
  if (deadline === null) return 'no_clock';
  if (actAt === null) return now < deadline ? 'running' : 'overdue';
  return actAt < deadline ? 'in_time' : 'was_late';
}

/** Not for a delivery that was refused, returned, withdrawn or superseded: its clocks have stopped. */
export function clockStates<M extends Moment>(deadlines: Limits<M>, acts: Acts<M>, now: M): PerClock<ClockState> {
  return {
    open: clockState(deadlines.openBy, acts.openedAt, now),
    acknowledge: clockState(deadlines.acknowledgeBy, acts.acknowledgedAt, now),
    finish: clockState(deadlines.finishBy, acts.doneAt, now),
  };
}

/** A delivery's clocks and what became of them. */
export type Clocks<M extends Moment> = Limits<M> & Acts<M>;

/** The late flags: overdue now, or done too late. */
export function lateFor<M extends Moment>(deadlines: Limits<M>, acts: Acts<M>, now: M): PerClock<boolean> {
  const { open, acknowledge, finish } = clockStates(deadlines, acts, now);
  return { open: isLate(open), acknowledge: isLate(acknowledge), finish: isLate(finish) };
}

function isLate(state: ClockState): boolean {
  return state === 'overdue' || state === 'was_late';
}
