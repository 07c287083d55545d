import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import { IsLocalDate, LeftOut, Nullable, Text } from '../platform/http/fields.ts';
import { IsMailAddress } from '../platform/mail/mail-address.field.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { CODE, PHONE, SYMBOL } from './unit-fields.policy.ts';
import {
  CHANNELS,
  NUMBERINGS,
  SECTORS,
  SYMBOL_STYLES,
  UNIT_KINDS,
  type Channel,
  type Numbering,
  type Sector,
  type SymbolStyle,
  type UnitKind,
} from './unit-kinds.ts';

const Upper = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim().toUpperCase() : value));
const Lower = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value));
const Flag = () =>
  Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));

/** Which part of the directory. */
export class UnitsQuery extends PageQuery {
  @IsOptional()
  @IsIn(UNIT_KINDS)
  @ApiProperty({ enum: UNIT_KINDS, required: false })
  kind?: UnitKind;

  @IsOptional()
  @IsIn(SECTORS)
  @ApiProperty({ enum: SECTORS, required: false })
  sector?: Sector;

  /** Only the units directly below this one. */
  @IsOptional()
  @IsUUID()
  parentId?: string;

  /** Words of the code, of a name or of a former name, with or without accents. */
  @IsOptional()
  @Text(100)
  q?: string;

  /** Closed units as well. */
  @IsOptional()
  @Flag()
  @IsBoolean()
  includeClosed?: boolean;
}

/** What may be said about a unit when it is entered and changed afterwards. */
class UnitFields {
  /** `system`: in the system · `email`, `paper`: outside it, for bodies and persons. */
  @LeftOut()
  @IsIn(CHANNELS)
  @ApiProperty({ enum: CHANNELS, required: false })
  channel?: Channel;

  @Nullable()
  @Text(254)
  @IsMailAddress()
  @ApiProperty({ type: String, nullable: true, required: false })
  email?: string | null;

  @Nullable()
  @Text(30)
  @Matches(PHONE)
  @ApiProperty({ type: String, nullable: true, required: false })
  phone?: string | null;

  /** The issuer in its numbers: `ĐTN` in `137-QĐ/ĐTN`. */
  @LeftOut()
  @Text(30)
  @Matches(SYMBOL)
  symbol?: string;

  /** `doan`: 137-QĐ/ĐTN · `state`: 15/QĐ-BNV. */
  @LeftOut()
  @IsIn(SYMBOL_STYLES)
  @ApiProperty({ enum: SYMBOL_STYLES, required: false })
  symbolStyle?: SymbolStyle;

  /** The field it works in; null where it is not known. */
  @Nullable()
  @IsIn(SECTORS)
  @ApiProperty({ enum: SECTORS, nullable: true, required: false })
  sector?: Sector | null;

  /** When outgoing numbers start again at 01. */
  @LeftOut()
  @IsIn(NUMBERINGS)
  @ApiProperty({ enum: NUMBERINGS, required: false })
  numbering?: Numbering;

  /** The place before the date of its documents: `Trà Vinh`. */
  @LeftOut()
  @Text(100, 0)
  place?: string;
}

/** A unit to be entered below another. */
export class NewUnitBody extends UnitFields {
  @Lower()
  @IsUUID()
  parentId!: string;

  /** Capitals, digits, `.`, `_` and `-`; the stable key of the unit, also in exchange with other systems. */
  @Upper()
  @Matches(CODE)
  code!: string;

  @IsIn(UNIT_KINDS)
  @ApiProperty({ enum: UNIT_KINDS })
  kind!: UnitKind;

  @Text(300)
  name!: string;

  @Text(100)
  shortName!: string;

  /** Since when it is there and has this name; today when left out. */
  @LeftOut()
  @IsLocalDate()
  openedOn?: string;
}

/** What is to change; the rest stays. */
export class UnitChangeBody extends UnitFields {
  @LeftOut()
  @Upper()
  @Matches(CODE)
  code?: string;

  @LeftOut()
  @IsIn(UNIT_KINDS)
  @ApiProperty({ enum: UNIT_KINDS, required: false })
  kind?: UnitKind;

  /** Moves the unit, with everything below it. */
  @LeftOut()
  @Lower()
  @IsUUID()
  parentId?: string;
}

/** A name that holds from a day until the next one. */
export class NewNameBody {
  @Text(300)
  name!: string;

  @Text(100)
  shortName!: string;

  @IsLocalDate()
  validFrom!: string;
}

/** A term (nhiệm kỳ). A new latest one ends the one before it. */
export class NewTermBody {
  /** As it is written: `VI`. */
  @Text(20)
  ordinal!: string;

  @Text(200)
  name!: string;

  /** First day: the day after the congress closed. */
  @IsLocalDate()
  startsOn!: string;

  /** Last day, the closing day of the next congress; null or left out while it is not known. */
  @Nullable()
  @IsLocalDate()
  @ApiProperty({ type: String, nullable: true, required: false })
  endsOn?: string | null;
}
