import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsInt, IsUUID, Matches, Max, Min } from 'class-validator';
import { IsInstant, IsLocalDate, LeftOut, Nullable, Text } from '../platform/http/fields.ts';

export const PHONE = /^$|^\+?[\d .()-]{6,30}$/;
export const Lower = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value));

export class NewWeekBody {
  /** The unit that invites; those below it send one person each. May be left out by administrators of one unit. */
  @Nullable()
  @Lower()
  @IsUUID()
  @ApiProperty({ type: String, nullable: true, required: false })
  unitId?: string | null;

  @Text(200)
  name!: string;

  @Text(300)
  place!: string;

  @LeftOut()
  @Text(200, 0)
  trainer?: string;

  @LeftOut()
  @Text(30, 0)
  @Matches(PHONE)
  phone?: string;

  @IsLocalDate()
  firstDay!: string;

  @IsLocalDate()
  lastDay!: string;

  /** Length of a session in minutes; an hour when left out. */
  @LeftOut()
  @IsInt()
  @Min(10)
  @Max(480)
  slotMinutes?: number;

  /** Places in each session. */
  @IsInt()
  @Min(1)
  @Max(1000)
  capacity!: number;
}

export class WeekChangeBody {
  @LeftOut()
  @Text(200)
  name?: string;

  @LeftOut()
  @Text(300)
  place?: string;

  @LeftOut()
  @Text(200, 0)
  trainer?: string;

  @LeftOut()
  @Text(30, 0)
  @Matches(PHONE)
  phone?: string;

  /** Nobody of a unit below may activate an account before the unit's person has attended. */
  @LeftOut()
  @IsBoolean()
  requiredBeforeActivation?: boolean;
}

export class NewSessionBody {
  @IsInstant()
  startsAt!: string;

  @IsInstant()
  endsAt!: string;

  /** Of the week when left out. */
  @LeftOut()
  @Text(300)
  place?: string;

  @LeftOut()
  @Text(200, 0)
  trainer?: string;

  @LeftOut()
  @IsInt()
  @Min(1)
  @Max(1000)
  capacity?: number;

  /** For those who missed theirs; it may lie after the week. */
  @LeftOut()
  @IsBoolean()
  isMakeUp?: boolean;
}

export class SessionChangeBody {
  @LeftOut()
  @IsInstant()
  startsAt?: string;

  @LeftOut()
  @IsInstant()
  endsAt?: string;

  @LeftOut()
  @Text(300)
  place?: string;

  @LeftOut()
  @Text(200, 0)
  trainer?: string;

  @LeftOut()
  @IsInt()
  @Min(1)
  @Max(1000)
  capacity?: number;
}

export class TrainingReasonBody {
  @Text(500, 3)
  reason!: string;
}
