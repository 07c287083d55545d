/** Sessions as a timetable: days, halves of the day. Pure. */
import { localDay, whenExactly } from '../../words/when.ts';

interface Timed {
  readonly startsAt: string;
}

export interface TimetableDay<S> {
  readonly day: string;
  readonly morning: readonly S[];
  readonly afternoon: readonly S[];
}

export const dayOf = ({ startsAt }: Timed): string => localDay(Date.parse(startsAt));

/** Before 12:00 in Việt Nam, as the service has it. */
export const isMorning = ({ startsAt }: Timed): boolean => whenExactly(startsAt).slice(-5) < '12:00';

/** @param sessions in order of time */
export function timetableOf<S extends Timed>(sessions: readonly S[]): TimetableDay<S>[] {
  return [...new Set(sessions.map(dayOf))].toSorted().map((day) => {
    const those = sessions.filter((session) => dayOf(session) === day);
    return { day, morning: those.filter(isMorning), afternoon: those.filter((session) => !isMorning(session)) };
  });
}

/** The session the door is open for: it begins within the hour or has begun, and is not over for half an hour. */
export function sessionNow<S extends Timed & { readonly endsAt: string; readonly state: string }>(
  sessions: readonly S[],
  now: number,
): S | null {
  const [HOUR, HALF] = [3_600_000, 1_800_000];
  const open = sessions.filter(
    ({ startsAt, endsAt, state }) =>
      state !== 'cancelled' && Date.parse(startsAt) - HOUR <= now && now < Date.parse(endsAt) + HALF,
  );
  return open.find(({ endsAt }) => now < Date.parse(endsAt)) ?? open.at(-1) ?? null;
}

/** An instant of a local day and a time. @param time HH:mm */
export const instantOf = (day: string, time: string): string => new Date(`${day}T${time}:00+07:00`).toISOString();
