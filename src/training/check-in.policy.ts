import { localDate, localMidnight } from '../calendar/working-calendar.ts';
import type { Slot } from './slots.policy.ts';

/** People come early. */
const EARLY_MS = 60 * 60_000;
/** A session is over that long before those who did not come are marked absent: the door may be without a line for a while. */
const GRACE_MS = 30 * 60_000;
const DAY_MS = 24 * 3600_000;
/** The wrong name was pressed: seen at once, or it stands. */
const UNDO_MS = 15 * 60_000;

/** From an hour before the session to the end of its day. */
export function mayCheckIn({ startsAt }: Slot, now: Date): boolean {
  const dayEnds = localMidnight(localDate(startsAt)).getTime() + DAY_MS;
  return now.getTime() >= startsAt.getTime() - EARLY_MS && now.getTime() < dayEnds;
}

/** Within a quarter of an hour of checking in. */
export const mayUndoCheckIn = (checkedInAt: Date, now: Date): boolean =>
  now.getTime() < checkedInAt.getTime() + UNDO_MS;

/** By hand once it has begun. */
export const mayMarkAbsent = ({ startsAt }: Slot, now: Date): boolean => now >= startsAt;

/** Sessions that ended before this instant: who has not come is absent. */
export const absentIfEndedBy = (now: Date): Date => new Date(now.getTime() - GRACE_MS);

/** The unit of an account, as far as training is required there. */
export interface TrainedUnit {
  readonly isRequired: boolean;
  readonly hasAttended: boolean;
}

/** Somebody at several units need only have been trained for one of them; who works at none that asks for it is free. */
export const mayActivate = (units: readonly TrainedUnit[]): boolean =>
  units.length === 0 || units.some(({ isRequired, hasAttended }) => !isRequired || hasAttended);
