/** waiting → booked → attended | absent; cancelled from the first two. One that was absent may book again: that is another booking. */
export const BOOKING_STATES = ['waiting', 'booked', 'attended', 'absent', 'cancelled'] as const;
export type BookingState = (typeof BOOKING_STATES)[number];

export const BOOKING_ACTS = ['change', 'cancel', 'check_in', 'undo_check_in', 'mark_absent'] as const;
export type BookingAct = (typeof BOOKING_ACTS)[number];

/** Which acts a booking takes in which state. Who was marked absent by mistake, or came late, is checked in all the same. */
const TAKEN: Readonly<Record<BookingState, readonly BookingAct[]>> = {
  waiting: ['change', 'cancel'],
  booked: ['change', 'cancel', 'check_in', 'mark_absent'],
  attended: ['undo_check_in'],
  absent: ['check_in'],
  cancelled: [],
};

export const takes = (state: BookingState, act: BookingAct): boolean => TAKEN[state].includes(act);

/** A unit has one of these at most. */
export const ACTIVE: readonly BookingState[] = ['waiting', 'booked', 'attended'];

export const SOURCES = ['unit', 'office', 'rule'] as const;
/** Who chose the session: the unit, the office for it, or the rule that assigns the rest. */
export type Source = (typeof SOURCES)[number];

export const CHECK_IN_WAYS = ['qr', 'name'] as const;
export type CheckInWay = (typeof CHECK_IN_WAYS)[number];

export const HALVES = ['morning', 'afternoon'] as const;
export type Half = (typeof HALVES)[number];
