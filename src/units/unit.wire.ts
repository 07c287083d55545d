import { ApiProperty } from '@nestjs/swagger';
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

/** A unit in the directory, under its name of today. */
export class UnitWire {
  id!: string;
  code!: string;
  name!: string;
  shortName!: string;
  @ApiProperty({ enum: UNIT_KINDS })
  kind!: UnitKind;
  /** The field it works in; null where it is not known. */
  @ApiProperty({ enum: SECTORS, nullable: true })
  sector!: Sector | null;
  /** How copies reach it. */
  @ApiProperty({ enum: CHANNELS })
  channel!: Channel;
  @ApiProperty({ type: String, nullable: true })
  parentId!: string | null;
  /** The issuer in its numbers: `ĐTN`. Many units share one. */
  symbol!: string;
  @ApiProperty({ enum: SYMBOL_STYLES })
  symbolStyle!: SymbolStyle;
  @ApiProperty({ enum: NUMBERINGS })
  numbering!: Numbering;
  /** The place before the date of its documents; may be empty. */
  place!: string;
  /** Day, yyyy-MM-dd. */
  openedOn!: string;
  /** Day, yyyy-MM-dd; null while it is open. */
  @ApiProperty({ type: String, nullable: true })
  closedOn!: string | null;
  /** Open units directly below it. */
  childCount!: number;
  version!: number;
}

export class UnitPageWire {
  items!: UnitWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

/** A name and the day it began to hold; it holds until the next one does. */
export class UnitNameWire {
  name!: string;
  shortName!: string;
  /** Day, yyyy-MM-dd. */
  validFrom!: string;
}

export class UnitNamePageWire {
  items!: UnitNameWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

/** A term (nhiệm kỳ); both days belong to it. */
export class TermWire {
  id!: string;
  ordinal!: string;
  name!: string;
  /** Day, yyyy-MM-dd. */
  startsOn!: string;
  /** Day, yyyy-MM-dd; null while no end is known. */
  @ApiProperty({ type: String, nullable: true })
  endsOn!: string | null;
}

export class TermPageWire {
  items!: TermWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

/** Another unit, named. */
export class UnitRefWire {
  id!: string;
  name!: string;
}

/** How to reach a unit outside the system. */
export class UnitContactWire {
  @ApiProperty({ type: String, nullable: true })
  email!: string | null;
  @ApiProperty({ type: String, nullable: true })
  phone!: string | null;
}

/** What the caller may do with the unit. */
export class UnitCanWire {
  /** Change it, rename it, open terms, enter units below it. */
  edit!: boolean;
  /** Move it below another unit. */
  move!: boolean;
}

/** A unit with its past. */
export class UnitDetailWire extends UnitWire {
  @ApiProperty({ type: UnitRefWire, nullable: true })
  parent!: UnitRefWire | null;
  /** The unit it was merged into. */
  @ApiProperty({ type: UnitRefWire, nullable: true })
  successor!: UnitRefWire | null;
  /** For the unit itself and administrators above it; null for everybody else. */
  @ApiProperty({ type: UnitContactWire, nullable: true })
  contact!: UnitContactWire | null;
  /** Newest first, the latest 50. */
  names!: UnitNameWire[];
  /** Newest first, the latest 50. */
  terms!: TermWire[];
  can!: UnitCanWire;
}
