import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsOptional, IsUUID, ValidateIf } from 'class-validator';
import { IsLocalDate, LeftOut, Nullable, Text } from '../platform/http/fields.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { CHANNELS, SECTORS, UNIT_KINDS, type Channel, type Sector, type UnitKind } from '../units/unit-kinds.ts';
import { MAX_GROUPS, MAX_MEMBERS, REACHES, VISIBILITIES, type Reach, type Visibility } from './group.kinds.ts';

const lowered = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);
const LowerEach = () =>
  Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(lowered) : value));
const Lower = () => Transform(({ value }: { value: unknown }) => lowered(value));

/** Null, but said: leaving it out must not take something away. */
const OrNull = (): PropertyDecorator => ValidateIf((_, value) => value !== null);

/** Which groups. */
export class GroupsQuery extends PageQuery {
  /** Closed groups as well. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  includeClosed?: boolean;
}

/** Who is in it, now or on a day. */
export class MembersQuery extends PageQuery {
  /** As it stood at the end of that day in Việt Nam, yyyy-MM-dd; units under their names of the day. Now when left out. */
  @IsOptional()
  @IsLocalDate()
  on?: string;
}

/** A group to be made; its members are set afterwards. */
export class NewGroupBody {
  /** The unit that owns it; may be left out by people with posts at one unit only. */
  @Nullable()
  @IsUUID()
  @ApiProperty({ type: String, nullable: true, required: false })
  unitId?: string | null;

  @Text(200)
  name!: string;

  @LeftOut()
  @Text(2000, 0)
  description?: string;

  /** `owner` when left out. */
  @LeftOut()
  @IsIn(VISIBILITIES)
  @ApiProperty({ enum: VISIBILITIES, required: false })
  visibility?: Visibility;
}

/** What is to change; the rest stays. */
export class GroupChangeBody {
  @LeftOut()
  @Text(200)
  name?: string;

  @LeftOut()
  @Text(2000, 0)
  description?: string;

  @LeftOut()
  @IsIn(VISIBILITIES)
  @ApiProperty({ enum: VISIBILITIES, required: false })
  visibility?: Visibility;
}

/** The whole list of units as it shall be from now on. */
export class MembersBody {
  @LowerEach()
  @IsArray()
  @ArrayMaxSize(MAX_MEMBERS)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  unitIds!: string[];
}

/** The whole list of groups within, as it shall be from now on. */
export class GroupsWithinBody {
  @LowerEach()
  @IsArray()
  @ArrayMaxSize(MAX_GROUPS)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  groupIds!: string[];
}

/** Which units come in by themselves, counted from the owner. */
export class RuleBody {
  /** `children`: units directly below the owner · `below`: all below · null: no rule any more, and the units it brought in go with it. */
  @OrNull()
  @IsIn(REACHES)
  @ApiProperty({ enum: REACHES, nullable: true })
  reach!: Reach | null;

  /** Empty or left out: every kind of the block. */
  @LeftOut()
  @IsArray()
  @ArrayUnique()
  @IsIn(UNIT_KINDS, { each: true })
  @ApiProperty({ enum: UNIT_KINDS, isArray: true, required: false })
  kinds?: UnitKind[];

  /** Empty or left out: any. */
  @LeftOut()
  @IsArray()
  @ArrayUnique()
  @IsIn(SECTORS, { each: true })
  @ApiProperty({ enum: SECTORS, isArray: true, required: false })
  sectors?: Sector[];

  /** Empty or left out: any. */
  @LeftOut()
  @IsArray()
  @ArrayUnique()
  @IsIn(CHANNELS, { each: true })
  @ApiProperty({ enum: CHANNELS, isArray: true, required: false })
  channels?: Channel[];
}

/** Who keeps the group. */
export class KeeperBody {
  /** A clerk's or leader's post at the owner, held now; null: nobody in particular. */
  @OrNull()
  @Lower()
  @IsUUID()
  @ApiProperty({ type: String, nullable: true })
  postId!: string | null;
}

/** Who owns the group from now on. */
export class OwnerBody {
  @Lower()
  @IsUUID()
  unitId!: string;
}
