import { ApiProperty } from '@nestjs/swagger';
import { BOOKING_STATES, CHECK_IN_WAYS, HALVES, SOURCES } from './booking.states.ts';
import type { BookingState, CheckInWay, Half, Source } from './booking.states.ts';

export class TrainingWeekCanWire {
  /** Change it, arrange its sessions, assign the rest, see everybody. */
  arrange!: boolean;
  /** Check people in at the door. */
  checkIn!: boolean;
}

/** A unit the caller books for, and its booking that counts. */
export class InvitedUnitWire {
  unitId!: string;
  unitName!: string;
  /** Null: it has to book still. */
  @ApiProperty({ type: String, nullable: true })
  bookingId!: string | null;
  @ApiProperty({ enum: BOOKING_STATES, nullable: true })
  state!: BookingState | null;
}

/** Days on which the units below one are trained. */
export class TrainingWeekWire {
  id!: string;
  unitId!: string;
  unitName!: string;
  name!: string;
  place!: string;
  trainer!: string;
  /** Whom to ring. */
  phone!: string;
  firstDay!: string;
  lastDay!: string;
  slotMinutes!: number;
  capacity!: number;
  requiredBeforeActivation!: boolean;
  version!: number;
  can!: TrainingWeekCanWire;
  /** Units where the caller holds a post and books for the unit, each sends one person. */
  invited!: InvitedUnitWire[];
}

export class TrainingWeekPageWire {
  items!: TrainingWeekWire[];
  @ApiProperty({ nullable: true, type: String })
  next!: string | null;
}

const SESSION_STATES = ['open', 'full', 'over', 'cancelled'] as const;
type SessionState = (typeof SESSION_STATES)[number];

export class TrainingSessionWire {
  id!: string;
  weekId!: string;
  startsAt!: string;
  endsAt!: string;
  place!: string;
  trainer!: string;
  capacity!: number;
  taken!: number;
  /** Units that wait for a place in it. */
  waiting!: number;
  isMakeUp!: boolean;
  /** `over`: it has begun or ended. */
  @ApiProperty({ enum: SESSION_STATES })
  state!: SessionState;
  @ApiProperty({ type: String, nullable: true })
  cancelReason!: string | null;
  version!: number;
}

export class TrainingSessionPageWire {
  items!: TrainingSessionWire[];
  @ApiProperty({ nullable: true, type: String })
  next!: string | null;
}

export class BookedSessionWire {
  id!: string;
  startsAt!: string;
  endsAt!: string;
  place!: string;
}

export class TrainingBookingCanWire {
  change!: boolean;
  cancel!: boolean;
  checkIn!: boolean;
  /** For a quarter of an hour. */
  undoCheckIn!: boolean;
  markAbsent!: boolean;
}

/** The one person a unit sends. */
export class TrainingBookingWire {
  id!: string;
  weekId!: string;
  unitId!: string;
  unitCode!: string;
  unitName!: string;
  @ApiProperty({ enum: BOOKING_STATES })
  state!: BookingState;
  @ApiProperty({ type: () => BookedSessionWire, nullable: true })
  session!: BookedSessionWire | null;
  /** The session a place is waited for, beside the one it has. */
  @ApiProperty({ type: () => BookedSessionWire, nullable: true })
  waitingFor!: BookedSessionWire | null;
  /** Place in the queue, from 1; null: it waits for nothing. */
  @ApiProperty({ type: Number, nullable: true })
  position!: number | null;
  /** Empty: the unit has a place and has named nobody yet. */
  traineeName!: string;
  traineePhone!: string;
  wishedDays!: string[];
  @ApiProperty({ enum: HALVES, nullable: true })
  wishedHalf!: Half | null;
  /** Who chose the session. */
  @ApiProperty({ enum: SOURCES })
  source!: Source;
  /** How many addresses the last invitation went to; 0: the unit has to be rung. */
  invitedTo!: number;
  @ApiProperty({ type: String, nullable: true })
  checkedInAt!: string | null;
  @ApiProperty({ enum: CHECK_IN_WAYS, nullable: true })
  checkedInHow!: CheckInWay | null;
  version!: number;
  can!: TrainingBookingCanWire;
}

export class MadeBookingWire extends TrainingBookingWire {
  /** The unit had named somebody else, who is replaced: each unit sends one person. Null: nobody was replaced. */
  @ApiProperty({ type: String, nullable: true })
  replacedTrainee!: string | null;
}

export class TrainingBookingPageWire {
  items!: TrainingBookingWire[];
  @ApiProperty({ nullable: true, type: String })
  next!: string | null;
}

export const STANDINGS = ['unbooked', 'unnamed', ...BOOKING_STATES] as const;
export type Standing = (typeof STANDINGS)[number];

/** Where a unit stands; `unnamed`: it has a place and has named nobody. */
export class TrainingUnitWire {
  unitId!: string;
  unitCode!: string;
  unitName!: string;
  @ApiProperty({ enum: STANDINGS })
  standing!: Standing;
  @ApiProperty({ type: String, nullable: true })
  bookingId!: string | null;
  traineeName!: string;
  @ApiProperty({ type: String, nullable: true })
  startsAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  phone!: string | null;
  /** How many addresses the last invitation went to; 0: nobody was reached; null: there is none to send. */
  @ApiProperty({ type: Number, nullable: true })
  invitedTo!: number | null;
}

export class TrainingUnitPageWire {
  items!: TrainingUnitWire[];
  @ApiProperty({ nullable: true, type: String })
  next!: string | null;
}

export class AssignedWire {
  /** Units that got a place. */
  assigned!: number;
  /** Units for which none was left; they wait, and move up by themselves. */
  waiting!: number;
}

const ROW_OUTCOMES = ['booked', 'waiting', 'replaced', 'same', 'refused'] as const;
type RowOutcome = (typeof ROW_OUTCOMES)[number];

const ROW_PROBLEMS = ['not-invited', 'listed-twice', 'attended-already'] as const;
type RowProblem = (typeof ROW_PROBLEMS)[number];

export class BookedRowWire {
  /** Counted from 1. */
  row!: number;
  unitCode!: string;
  @ApiProperty({ enum: ROW_OUTCOMES })
  outcome!: RowOutcome;
  /** `not-invited`: no open unit of the training has that code · `listed-twice`: an earlier row is about the same unit. */
  @ApiProperty({ enum: ROW_PROBLEMS, nullable: true })
  problem!: RowProblem | null;
  @ApiProperty({ type: String, nullable: true })
  replacedTrainee!: string | null;
}

export class BookedListWire {
  booked!: number;
  waiting!: number;
  replaced!: number;
  same!: number;
  refused!: number;
  /** Rows with something to say: those that were refused or replaced somebody. */
  rows!: BookedRowWire[];
}

export class TrainingFeedWire {
  id!: string;
  @ApiProperty({ type: String, nullable: true })
  trainer!: string | null;
  madeByName!: string;
  madeAt!: string;
  @ApiProperty({ type: String, nullable: true })
  revokedAt!: string | null;
}

export class MadeFeedWire extends TrainingFeedWire {
  /** Give it to a calendar program. It is shown this once; whoever knows it can read the sessions. */
  url!: string;
}

export class TrainingFeedPageWire {
  items!: TrainingFeedWire[];
  @ApiProperty({ nullable: true, type: String })
  next!: string | null;
}
