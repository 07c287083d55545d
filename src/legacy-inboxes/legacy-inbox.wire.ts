import { ApiProperty } from '@nestjs/swagger';
import { INBOX_ACTS, OBSTACLES, PROOFS, type InboxAct, type Obstacle, type ProofStanding } from './inbox.states.ts';
import { IMAP_SECURITIES, INBOX_STATES, type ImapSecurity, type InboxState } from './legacy-inbox.kinds.ts';

/** Where the inbox is kept. The password is never shown. */
export class ImapServerWire {
  host!: string;
  port!: number;
  @ApiProperty({ enum: IMAP_SECURITIES })
  security!: ImapSecurity;
  @ApiProperty({ type: String, nullable: true })
  user!: string | null;
  hasPassword!: boolean;
}

/** One act, and what keeps it from being done. */
export class InboxActWire {
  /** Right now, with a reason where it needs one. */
  allowed!: boolean;
  @ApiProperty({ enum: OBSTACLES, isArray: true })
  obstacles!: Obstacle[];
  /** An administrator may set all obstacles aside, with a reason. */
  overridable!: boolean;
  needsReason!: boolean;
}

/** What can be done with the inbox. */
export class InboxCanWire {
  edit!: boolean;
  dualRun!: InboxActWire;
  freezing!: InboxActWire;
  importCompletion!: InboxActWire;
  retirement!: InboxActWire;
  reopening!: InboxActWire;
  closing!: InboxActWire;
}

/** What server and archive say, compared message by message. */
export class InboxProofWire {
  /** `none`: nothing was brought over · `unproven`: not compared · `disagrees` · `agrees`. */
  @ApiProperty({ enum: PROOFS })
  proof!: ProofStanding['proof'];
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  at!: string | null;
  /** Differences nobody has explained. */
  differences!: number;
}

/** An address a unit used before the system, and how far it is on its road to retirement. */
export class LegacyInboxWire {
  id!: string;
  unitId!: string;
  unitCode!: string;
  /** As of today. */
  unitName!: string;
  address!: string;
  /** Who holds it, as the office calls them; null: unknown. */
  @ApiProperty({ type: String, nullable: true })
  owner!: string | null;
  /** Null: its mail is not on a server that can be asked. */
  @ApiProperty({ type: ImapServerWire, nullable: true })
  imap!: ImapServerWire | null;
  @ApiProperty({ enum: INBOX_STATES })
  state!: InboxState;
  stateSince!: string;
  /** Closed for good; null while there is a way back. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  closedAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  note!: string | null;
  proof!: InboxProofWire;
  unitReady!: boolean;
  createdAt!: string;
  version!: number;
  can!: InboxCanWire;
}

export class LegacyInboxPageWire {
  items!: LegacyInboxWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

/** `listing`, `change`, `secret`, or one of the acts. */
export const EVENT_ACTS = ['listing', 'change', 'secret', ...INBOX_ACTS] as const;
export type EventAct = 'listing' | 'change' | 'secret' | InboxAct;

/** What happened to an inbox: who, when, why. Never changed. */
export class LegacyInboxEventWire {
  id!: string;
  at!: string;
  @ApiProperty({ enum: EVENT_ACTS })
  act!: EventAct;
  /** Null: the service itself. */
  @ApiProperty({ type: String, nullable: true })
  byName!: string | null;
  @ApiProperty({ enum: INBOX_STATES, nullable: true })
  from!: InboxState | null;
  @ApiProperty({ enum: INBOX_STATES })
  to!: InboxState;
  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;
  /** Obstacles that were set aside. */
  @ApiProperty({ enum: OBSTACLES, isArray: true })
  overrode!: Obstacle[];
  /** Fields that were changed. */
  fields!: string[];
}

export class LegacyInboxEventPageWire {
  items!: LegacyInboxEventWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}
