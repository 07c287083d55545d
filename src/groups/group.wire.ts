import { ApiProperty } from '@nestjs/swagger';
import { UNIT_KINDS, type UnitKind } from '../units/unit-kinds.ts';

/** What the caller may do with the group. */
export class GroupCanWire {
  /** Rename it, set its members, close it. */
  edit!: boolean;
}

/** A named list of units. */
export class GroupWire {
  id!: string;
  /** The unit that owns it and decides who is in it. */
  ownerUnitId!: string;
  ownerName!: string;
  name!: string;
  description!: string;
  memberCount!: number;
  /** Null while it is in use. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  closedAt!: string | null;
  version!: number;
  can!: GroupCanWire;
}

export class GroupPageWire {
  items!: GroupWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

/** A unit in the group, under its name of today. */
export class GroupMemberWire {
  unitId!: string;
  code!: string;
  name!: string;
  shortName!: string;
  @ApiProperty({ enum: UNIT_KINDS })
  kind!: UnitKind;
  /** A unit that was closed since gets nothing any more; day, yyyy-MM-dd. */
  @ApiProperty({ type: String, nullable: true })
  closedOn!: string | null;
  @ApiProperty({ type: String, format: 'date-time' })
  joinedAt!: string;
}

export class GroupMemberPageWire {
  items!: GroupMemberWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}
