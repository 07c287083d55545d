/** draft → in_force → retired; a draft that is given up is discarded. One version is in force at any time, and one draft open at most. */
export const CALENDAR_STATES = ['draft', 'in_force', 'retired', 'discarded'] as const;
export type CalendarState = (typeof CALENDAR_STATES)[number];

export type CalendarAct = 'edit' | 'put_in_force' | 'discard' | 'recalculate';

/** Which acts a version takes in which state. */
const ACTS: Readonly<Record<CalendarState, readonly CalendarAct[]>> = {
  draft: ['edit', 'put_in_force', 'discard'],
  in_force: ['recalculate'],
  retired: [],
  discarded: [],
};

export const takes = (state: CalendarState, act: CalendarAct): boolean => ACTS[state].includes(act);
