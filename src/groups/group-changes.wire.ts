import { ApiProperty } from '@nestjs/swagger';
import { UnitRefWire } from '../units/unit.wire.ts';
import { EVENT_ACTS, RIGHTS, type EventAct, type Right } from './group.kinds.ts';
import { REQUEST_KINDS, REQUEST_STATES, type RequestKind, type RequestState } from './group-request.states.ts';
import { GroupRefWire } from './group.wire.ts';

/** One change of a group. Units that a rule brings in or lets go are not written down one by one: ask for the members of a day. */
export class GroupChangeWire {
  id!: string;
  @ApiProperty({ type: String, format: 'date-time' })
  at!: string;
  @ApiProperty({ enum: EVENT_ACTS })
  act!: EventAct;
  /** By what right: as the owner, its keeper, an administrator above, or the unit that took it over. */
  @ApiProperty({ enum: RIGHTS })
  right!: Right;
  byName!: string;
  /** The absent colleague it was done for ("A thay B"); null when it was done in an own post. */
  @ApiProperty({ type: String, nullable: true })
  forName!: string | null;
  byTitle!: string;
  /** The unit whose post it was done with. */
  byUnit!: UnitRefWire;
  /** The request that was answered with it. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  requestId!: string | null;
  unitCount!: number;
  /** The units concerned, the first 50. */
  units!: UnitRefWire[];
  /** The groups within that came or went. */
  groups!: GroupRefWire[];
  /** What else changed, by name of the field. */
  @ApiProperty({ type: Object, additionalProperties: true })
  detail!: Record<string, unknown>;
}

export class GroupChangePageWire {
  items!: GroupChangeWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

/** What the caller may do about a request now. */
export class GroupRequestCanWire {
  /** Approve or refuse it. */
  answer!: boolean;
  withdraw!: boolean;
}

/** A unit asks to be in a group or out of it, or an owner offers a group to another unit. */
export class GroupRequestWire {
  id!: string;
  group!: GroupRefWire;
  owner!: UnitRefWire;
  @ApiProperty({ enum: REQUEST_KINDS })
  kind!: RequestKind;
  /** Who wants in or out; of a handover, who is to own it. */
  unit!: UnitRefWire;
  @ApiProperty({ enum: REQUEST_STATES })
  state!: RequestState;
  reason!: string;
  @ApiProperty({ type: String, format: 'date-time' })
  askedAt!: string;
  askedBy!: string;
  /** Why it was refused, or a word with the approval; null before the answer. */
  @ApiProperty({ type: String, nullable: true })
  answer!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  answeredAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  answeredBy!: string | null;
  can!: GroupRequestCanWire;
}

export class GroupRequestPageWire {
  items!: GroupRequestWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}
