import { ApiProperty } from '@nestjs/swagger';
import { CALENDAR_STATES, type CalendarState } from './calendar.states.ts';

export class HolidayWire {
  date!: string;
  name!: string;
}

export class OfficeHoursWire {
  /** `HH:mm`, included. */
  from!: string;
  /** `HH:mm`, excluded. */
  to!: string;
}

export class UnitHoursWire {
  unitId!: string;
  unitName!: string;
  officeHours!: OfficeHoursWire[];
}

export class CalendarPersonWire {
  accountId!: string;
  name!: string;
}

/** The calendar everybody works by. */
export class WorkingCalendarWire {
  id!: string;
  /** Versions are numbered from 1. */
  no!: number;
  /** As deadlines name it. */
  label!: string;
  zone!: string;
  holidays!: HolidayWire[];
  /** Days off that are worked, at ordinary hours. */
  makeUpDays!: string[];
  officeHours!: OfficeHoursWire[];
}

export class CalendarCanWire {
  edit!: boolean;
  putInForce!: boolean;
  discard!: boolean;
  recalculate!: boolean;
}

/** How a version differs from the one it was begun from. */
export class CalendarDifferenceWire {
  holidaysAdded!: string[];
  holidaysRemoved!: string[];
  makeUpDaysAdded!: string[];
  makeUpDaysRemoved!: string[];
  officeHoursChanged!: boolean;
  /** Units that get, lose or change hours of their own. */
  unitsChanged!: number;
}

export class CalendarVersionLineWire {
  id!: string;
  no!: number;
  label!: string;
  @ApiProperty({ enum: CALENDAR_STATES })
  state!: CalendarState;
  note!: string;
  /** Null: it came with the system. */
  @ApiProperty({ type: () => CalendarPersonWire, nullable: true })
  draftedBy!: CalendarPersonWire | null;
  draftedAt!: string;
  @ApiProperty({ type: () => CalendarPersonWire, nullable: true })
  putInForceBy!: CalendarPersonWire | null;
  @ApiProperty({ type: String, nullable: true })
  putInForceAt!: string | null;
  /** Why it was put in force. */
  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;
}

export class CalendarVersionWire extends CalendarVersionLineWire {
  zone!: string;
  @ApiProperty({ type: String, nullable: true })
  basedOnId!: string | null;
  holidays!: HolidayWire[];
  makeUpDays!: string[];
  officeHours!: OfficeHoursWire[];
  unitHours!: UnitHoursWire[];
  @ApiProperty({ type: () => CalendarDifferenceWire, nullable: true })
  difference!: CalendarDifferenceWire | null;
  version!: number;
  can!: CalendarCanWire;
}

export class CalendarVersionPageWire {
  items!: CalendarVersionLineWire[];
  @ApiProperty({ nullable: true, type: String })
  next!: string | null;
}
