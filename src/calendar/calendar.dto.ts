import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsObject, IsUUID, Matches, Max, Min, ValidateNested } from 'class-validator';
import { IsLocalDate, LeftOut, Nullable, Text } from '../platform/http/fields.ts';

const TIME = /^(?:([01]\d|2[0-3]):[0-5]\d|24:00)$/;
const Lower = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value));

export class HolidayBody {
  @IsLocalDate()
  date!: string;

  @Text(100)
  name!: string;
}

export class OfficeHoursBody {
  /** `HH:mm`, included. */
  @Matches(TIME)
  from!: string;

  /** `HH:mm`, excluded; 24:00 is the end of the day. */
  @Matches(TIME)
  to!: string;
}

export class UnitHoursBody {
  @Lower()
  @IsUUID()
  unitId!: string;

  @IsArray()
  @ArrayMaxSize(6)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => OfficeHoursBody)
  officeHours!: OfficeHoursBody[];
}

export class DraftCalendarBody {
  /** Begin from this version; from the one in force when left out. */
  @Nullable()
  @Lower()
  @IsUUID()
  @ApiProperty({ type: String, nullable: true, required: false })
  basedOnId?: string | null;

  /** What it is for: `Theo Thông báo nghỉ Tết 2021`. */
  @Text(500)
  note!: string;
}

/** What is to change; a list replaces the whole list. */
export class CalendarChangeBody {
  @LeftOut()
  @Text(500)
  note?: string;

  @LeftOut()
  @IsArray()
  @ArrayMaxSize(2000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => HolidayBody)
  holidays?: HolidayBody[];

  /** Days off that are worked. */
  @LeftOut()
  @IsArray()
  @ArrayMaxSize(500)
  @IsLocalDate({ each: true })
  makeUpDays?: string[];

  @LeftOut()
  @IsArray()
  @ArrayMaxSize(6)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => OfficeHoursBody)
  officeHours?: OfficeHoursBody[];

  /** Units with hours of their own. */
  @LeftOut()
  @IsArray()
  @ArrayMaxSize(1000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => UnitHoursBody)
  unitHours?: UnitHoursBody[];
}

export class EntryIntoForceBody {
  /** The version number of the draft that was looked at: what was edited since is not put in force unseen. */
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  version!: number;

  /** Why, for whoever asks later: the notice it follows. */
  @Text(500, 3)
  reason!: string;
}

export class CalendarReasonBody {
  /** Why, for whoever asks later: the notice it follows. */
  @Text(500, 3)
  reason!: string;
}
