import { ApiProperty } from '@nestjs/swagger';

export class ClockMoveWire {
  /** The first instant that is too late, as it stands; null: no such clock. */
  @ApiProperty({ type: String, nullable: true })
  from!: string | null;
  @ApiProperty({ type: String, nullable: true })
  to!: string | null;
}

/** A copy whose deadlines would move. What the document says is not told. */
export class DeadlineMoveWire {
  deliveryId!: string;
  unitId!: string;
  unitName!: string;
  symbol!: string;
  open!: ClockMoveWire;
  acknowledge!: ClockMoveWire;
  finish!: ClockMoveWire;
}

export class DeadlineMovesPageWire {
  items!: DeadlineMoveWire[];
  @ApiProperty({ nullable: true, type: String })
  next!: string | null;
  /** Open copies looked at from where the page begins. */
  examined!: number;
  /** Those of them that would move. */
  moved!: number;
  /** False: there are more open copies than are looked at in one go; both numbers are then at least so many. */
  isComplete!: boolean;
}

/** Deadlines of open copies computed anew with the version in force. */
export class DeadlineRecalculationWire {
  id!: string;
  calendarId!: string;
  calendarNo!: number;
  reason!: string;
  askedById!: string;
  askedByName!: string;
  askedAt!: string;
  /** Copies looked at so far. */
  examined!: number;
  /** Copies whose deadlines were moved so far; each is kept with what it was before. */
  moved!: number;
  /** Null: it is going on. */
  @ApiProperty({ type: String, nullable: true })
  finishedAt!: string | null;
}

export class DeadlineRecalculationPageWire {
  items!: DeadlineRecalculationWire[];
  @ApiProperty({ nullable: true, type: String })
  next!: string | null;
}
