import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsOptional,
  IsUUID,
  Matches,
  ValidateNested,
} from 'class-validator';
import { IsLocalDate, LeftOut, Nullable, Text } from '../platform/http/fields.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { BOOKING_STATES, HALVES, type BookingState, type Half } from './booking.states.ts';
import { Lower, PHONE } from './training.dto.ts';
import { STANDINGS, type Standing } from './training.wire.ts';

class TraineeFields {
  @LeftOut()
  @Text(30, 0)
  @Matches(PHONE)
  traineePhone?: string;

  /** Days that would suit, in place of a session. */
  @LeftOut()
  @IsArray()
  @ArrayMaxSize(31)
  @IsLocalDate({ each: true })
  wishedDays?: string[];

  @Nullable()
  @IsIn(HALVES)
  @ApiProperty({ enum: HALVES, nullable: true, required: false })
  wishedHalf?: Half | null;
}

export class BookBody extends TraineeFields {
  /** May be left out by people with posts at one unit only. */
  @Nullable()
  @Lower()
  @IsUUID()
  @ApiProperty({ type: String, nullable: true, required: false })
  unitId?: string | null;

  /** Who comes. */
  @Text(200)
  traineeName!: string;

  /** Left out: the emptiest session that suits. */
  @Nullable()
  @Lower()
  @IsUUID()
  @ApiProperty({ type: String, nullable: true, required: false })
  sessionId?: string | null;

  /** Wait for a place when the session is full. */
  @LeftOut()
  @IsBoolean()
  wait?: boolean;
}

export class BookingChangeBody {
  @LeftOut()
  @Text(200)
  traineeName?: string;

  @LeftOut()
  @Text(30, 0)
  @Matches(PHONE)
  traineePhone?: string;

  @LeftOut()
  @Lower()
  @IsUUID()
  sessionId?: string;

  /** Keep the place there is and wait for the session, when it is full. */
  @LeftOut()
  @IsBoolean()
  wait?: boolean;
}

export class ListedBookingBody extends TraineeFields {
  @Text(40)
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim().toUpperCase() : value))
  unitCode!: string;

  @Text(200)
  traineeName!: string;
}

export class BookingListBody {
  /** At most 2,000 at once. */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(2000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ListedBookingBody)
  rows!: ListedBookingBody[];
}

export class CheckInBody {
  /** What the QR code on the invitation says. */
  @Text(400)
  code!: string;
}

export class NewFeedBody {
  /** Only the sessions of this trainer. */
  @Nullable()
  @Text(200)
  @ApiProperty({ type: String, nullable: true, required: false })
  trainer?: string | null;
}

export class BookingsQuery extends PageQuery {
  @IsOptional()
  @IsUUID()
  weekId?: string;

  @IsOptional()
  @IsUUID()
  sessionId?: string;

  @IsOptional()
  @IsIn(BOOKING_STATES)
  @ApiProperty({ enum: BOOKING_STATES, required: false })
  state?: BookingState;

  /** Words of the unit's code or name, or of the person's name, with or without accents: for finding somebody at the door. */
  @IsOptional()
  @Text(100)
  q?: string;
}

export class TrainingUnitsQuery extends PageQuery {
  @IsOptional()
  @IsIn(STANDINGS)
  @ApiProperty({ enum: STANDINGS, required: false })
  standing?: Standing;
}

export class AttendanceQuery {
  /** One session; all of the week when left out. */
  @IsOptional()
  @IsUUID()
  sessionId?: string;
}
