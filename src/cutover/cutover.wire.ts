import { ApiProperty } from '@nestjs/swagger';
import { INBOX_ACTS, type InboxAct } from '../legacy-inboxes/inbox.states.ts';
import { INBOX_STATES, type InboxState } from '../legacy-inboxes/legacy-inbox.kinds.ts';
import {
  BLOCKERS,
  INBOX_BLOCKERS,
  PUBLIC_STEPS,
  ROAD,
  type Blocker,
  type InboxBlocker,
  type PublicStep,
  type RoadStep,
} from './roads.policy.ts';

/** Old inboxes by where they are. */
export class InboxCountsWire {
  active!: number;
  dual_run!: number;
  frozen!: number;
  imported!: number;
  retired!: number;
}

/** Units by how far they are. */
export class RoadCountsWire {
  listed!: number;
  account_issued!: number;
  first_login!: number;
  ready!: number;
  cut_over!: number;
}

/** Something that keeps units or inboxes, and how many. */
export class BlockerCountWire {
  @ApiProperty({ enum: BLOCKERS })
  blocker!: Blocker;
  count!: number;
}

/** When an act was first and last done to an inbox. */
export class MilestoneWire {
  @ApiProperty({ enum: INBOX_ACTS })
  act!: InboxAct;
  first!: string;
  last!: string;
  count!: number;
}

/** What went the old way on one day. */
export class TrafficDayWire {
  /** In Vietnam, yyyy-MM-dd. */
  day!: string;
  /** Mails that came to old addresses; null while nothing counts them. */
  @ApiProperty({ type: Number, nullable: true })
  arrived!: number | null;
  /** Copies of dispatches sent to old inboxes. */
  copies!: number;
}

/** The whole move, as far as the caller's reach goes. */
export class CutoverWire {
  /** From when on nothing goes to old inboxes; null: no date is set. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  at!: string | null;
  isAfter!: boolean;
  /** Begun days; 0 from the instant on. */
  @ApiProperty({ type: Number, nullable: true })
  daysLeft!: number | null;
  inboxes!: InboxCountsWire;
  units!: RoadCountsWire;
  /** Those there are, along the road. */
  blockers!: BlockerCountWire[];
  timeline!: MilestoneWire[];
  /** The last thirty days, oldest first; those without any traffic are left out. */
  traffic!: TrafficDayWire[];
  /** Everybody can see the scoreboard. */
  scoreboardShown!: boolean;
}

/** Whom to call. */
export class ContactWire {
  name!: string;
  title!: string;
  @ApiProperty({ type: String, nullable: true })
  email!: string | null;
}

export class RoadInboxWire {
  id!: string;
  address!: string;
  @ApiProperty({ type: String, nullable: true })
  owner!: string | null;
  @ApiProperty({ enum: INBOX_STATES })
  state!: InboxState;
  /** What is next to be done about it; null when it is retired. */
  @ApiProperty({ enum: INBOX_BLOCKERS, nullable: true })
  blocker!: InboxBlocker | null;
  /** The last day on which it was reminded. */
  @ApiProperty({ type: String, nullable: true })
  remindedOn!: string | null;
}

/** One unit on its road. */
export class UnitRoadWire {
  unitId!: string;
  unitCode!: string;
  unitName!: string;
  @ApiProperty({ enum: ROAD })
  step!: RoadStep;
  /** What keeps it, first things first; empty when it is cut over. */
  @ApiProperty({ enum: BLOCKERS, isArray: true })
  blockers!: Blocker[];
  /** Null when nobody holds a post there. */
  @ApiProperty({ type: ContactWire, nullable: true })
  contact!: ContactWire | null;
  @ApiProperty({ type: String, nullable: true })
  phone!: string | null;
  inboxes!: RoadInboxWire[];
}

export class UnitRoadPageWire {
  items!: UnitRoadWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

/** What one press of the button did. */
export class CutoverRemindersWire {
  /** Inboxes that are written to. */
  reminded!: number;
  /** Inboxes that had been written to today. */
  already!: number;
}

export class ScoreboardCanWire {
  /** Only administrators at the top of the tree: it shows all units. */
  change!: boolean;
}

/** Whether everybody may see how far the move is. */
export class ScoreboardSettingWire {
  shown!: boolean;
  /** Names of units and where they stand, not only numbers. */
  names!: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  changedAt!: string | null;
  can!: ScoreboardCanWire;
}

export class PublicCountsWire {
  preparing!: number;
  ready!: number;
  cut_over!: number;
}

export class PublicUnitWire {
  name!: string;
  @ApiProperty({ enum: PUBLIC_STEPS })
  step!: PublicStep;
}

/** How far the move is, for everybody: numbers, and names where the office wants them shown. */
export class PublicScoreboardWire {
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  at!: string | null;
  @ApiProperty({ type: Number, nullable: true })
  daysLeft!: number | null;
  units!: PublicCountsWire;
  /** Old inboxes that are retired, of all. */
  inboxesRetired!: number;
  inboxesAll!: number;
  /** Empty when names are not shown. */
  items!: PublicUnitWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}
