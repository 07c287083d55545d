import { ApiProperty } from '@nestjs/swagger';
import { CHANNELS, SECTORS, UNIT_KINDS, type Channel, type Sector, type UnitKind } from '../units/unit-kinds.ts';
import { UnitRefWire } from '../units/unit.wire.ts';
import { REACHES, VISIBILITIES, type Reach, type Visibility } from './group.kinds.ts';

/** What the caller may do with the group. */
export class GroupCanWire {
  /** Rename it, close it, offer it to another unit. */
  edit!: boolean;
  /** Say who is in it, and answer requests: its keeper, or where it has none whoever may edit it. */
  members!: boolean;
  /** Ask for a unit of his to be let in or out. */
  ask!: boolean;
}

/** Người quản lý nhóm: the holder of a post at the owner without whom nobody comes in or goes out. */
export class GroupKeeperWire {
  postId!: string;
  title!: string;
  name!: string;
}

/** A named list of units. */
export class GroupWire {
  id!: string;
  /** The unit that owns it and decides who is in it. */
  ownerUnitId!: string;
  ownerName!: string;
  name!: string;
  description!: string;
  /** `owner`: known to its owner and those in it · `open`: to all units below the owner, which may ask to join. */
  @ApiProperty({ enum: VISIBILITIES })
  visibility!: Visibility;
  /** Null when there is none now: then clerks and leaders of the owner decide. */
  @ApiProperty({ type: GroupKeeperWire, nullable: true })
  keeper!: GroupKeeperWire | null;
  /** Open units it reaches now: its own, those of its rule, those of the groups within. */
  memberCount!: number;
  hasRule!: boolean;
  /** Groups directly within it. */
  groupCount!: number;
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

/** A unit in the group, under its name of the day asked for. */
export class GroupMemberWire {
  unitId!: string;
  code!: string;
  name!: string;
  shortName!: string;
  @ApiProperty({ enum: UNIT_KINDS })
  kind!: UnitKind;
  /** A unit that was closed by then got nothing any more; day, yyyy-MM-dd. */
  @ApiProperty({ type: String, nullable: true })
  closedOn!: string | null;
  /** Since when it is a member of its own; null for those a rule or a group within brings in. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  joinedAt!: string | null;
}

export class GroupMemberPageWire {
  items!: GroupMemberWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

/** Another group, named. */
export class GroupRefWire {
  id!: string;
  name!: string;
}

/** Whom a dispatch would reach, and why. */
export class ReachedUnitWire {
  unitId!: string;
  code!: string;
  name!: string;
  @ApiProperty({ enum: UNIT_KINDS })
  kind!: UnitKind;
  @ApiProperty({ enum: CHANNELS })
  channel!: Channel;
  /** It is a member of its own. */
  isMember!: boolean;
  /** The rule takes it. */
  byRule!: boolean;
  /** The groups directly within this one that bring it in. */
  through!: GroupRefWire[];
}

export class GroupExpansionWire {
  /** Units in all, each counted once. */
  count!: number;
  items!: ReachedUnitWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

/** Which units come in by themselves. */
export class GroupRuleWire {
  /** The unit it looks below: the owner at the time it was written. */
  root!: UnitRefWire;
  @ApiProperty({ enum: REACHES })
  reach!: Reach;
  /** Empty: every kind of the block. */
  @ApiProperty({ enum: UNIT_KINDS, isArray: true })
  kinds!: UnitKind[];
  /** Empty: any. */
  @ApiProperty({ enum: SECTORS, isArray: true })
  sectors!: Sector[];
  /** Empty: any. */
  @ApiProperty({ enum: CHANNELS, isArray: true })
  channels!: Channel[];
  @ApiProperty({ type: String, format: 'date-time' })
  since!: string;
}

/** What a group is made of, as it is edited: (members) + (rule + groups within) − exceptions. */
export class GroupCompositionWire {
  version!: number;
  members!: UnitRefWire[];
  exceptions!: UnitRefWire[];
  groups!: GroupRefWire[];
  @ApiProperty({ type: GroupRuleWire, nullable: true })
  rule!: GroupRuleWire | null;
}
