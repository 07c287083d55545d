import type { CalendarInForce } from '../calendar/calendar-data.policy.ts';
import type { Purpose, Urgency } from '../calendar/deadlines.policy.ts';
import { clocksOf } from './delivery-clocks.ts';

/** A copy whose clocks may be running. */
export interface RunningClocks {
  readonly unitId: string;
  readonly urgency: Urgency;
  readonly purpose: Purpose;
  readonly channel: 'system' | 'email' | 'paper';
  readonly deliveredAt: Date;
  readonly respondBy: Date | null;
  readonly openBy: Date | null;
  readonly acknowledgeBy: Date | null;
  readonly finishBy: Date | null;
  readonly openedAt: Date | null;
  readonly acknowledgedAt: Date | null;
  readonly doneAt: Date | null;
}

export interface ClockMove {
  readonly from: Date | null;
  readonly to: Date | null;
}

export interface DeadlineMoves {
  readonly open: ClockMove;
  readonly acknowledge: ClockMove;
  readonly finish: ClockMove;
  readonly rule: string;
}

/**
 * What a calendar would make of a copy's deadlines; null when nothing moves. A clock whose act has been done is history and stays, and
 * so does one that was never set. The day a sender named is not the calendar's to move.
 */
export function movesOf(copy: RunningClocks, calendar: CalendarInForce): DeadlineMoves | null {
  const { unitId, urgency, purpose, deliveredAt, respondBy } = copy;
  const fresh = clocksOf(calendar, unitId, { urgency, purpose, deliveredAt, respondBy });
  const moves: DeadlineMoves = {
    open: move(copy.openBy, fresh.openBy, copy.openedAt),
    acknowledge: move(copy.acknowledgeBy, fresh.acknowledgeBy, copy.acknowledgedAt),
    finish: move(copy.finishBy, fresh.finishBy, copy.doneAt),
    rule: fresh.rule,
  };
  const hasMoved = [moves.open, moves.acknowledge, moves.finish].some(({ from, to }) => +(from ?? 0) !== +(to ?? 0));
  return hasMoved ? moves : null;
}

function move(from: Date | null, to: Date | null, doneAt: Date | null): ClockMove {
  return { from, to: from === null || doneAt !== null ? from : to };
}
