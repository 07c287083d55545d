import { ApiProperty } from '@nestjs/swagger';
import { AttachmentWire } from '../attachments/attachment.wire.ts';
import { PURPOSES, URGENCIES, type Purpose, type Urgency } from '../calendar/deadlines.policy.ts';
import { MayWire } from '../incoming/incoming.wire.ts';
import { RELATIONS, TARGETS, type Relation, type Target } from './outgoing.kinds.ts';
import { OUTGOING_STATES, type OutgoingState } from './outgoing.states.ts';

/** A line of a unit's outgoing list. */
export class OutgoingLineWire {
  id!: string;
  unitId!: string;
  @ApiProperty({ enum: OUTGOING_STATES })
  state!: OutgoingState;
  typeCode!: string;
  subject!: string;
  @ApiProperty({ enum: URGENCIES })
  urgency!: Urgency;
  /** Null until it is issued. */
  @ApiProperty({ type: Number, nullable: true })
  number!: number | null;
  @ApiProperty({ type: String, nullable: true })
  symbol!: string | null;
  /** The date it bears, yyyy-MM-dd. */
  @ApiProperty({ type: String, nullable: true })
  documentDate!: string | null;
  @ApiProperty({ type: String, nullable: true })
  issuedAt!: string | null;
  updatedAt!: string;
  version!: number;
}

export class OutgoingPageWire {
  items!: OutgoingLineWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

export class DraftLineWire {
  @ApiProperty({ enum: TARGETS })
  target!: Target;
  @ApiProperty({ type: String, nullable: true })
  unitId!: string | null;
  @ApiProperty({ type: String, nullable: true })
  groupId!: string | null;
  @ApiProperty({ enum: PURPOSES })
  purpose!: Purpose;
}

export class RelatedWire {
  documentId!: string;
  @ApiProperty({ enum: RELATIONS })
  relation!: Relation;
  @ApiProperty({ type: String, nullable: true })
  symbol!: string | null;
  subject!: string;
}

/** A step of the document's road. */
export class StepWire {
  act!: string;
  @ApiProperty({ type: String, nullable: true })
  fromState!: string | null;
  toState!: string;
  @ApiProperty({ type: String, nullable: true })
  accountName!: string | null;
  @ApiProperty({ type: String, nullable: true })
  postTitle!: string | null;
  /** The absent colleague who holds the post: "accountName thay forAccountName". */
  @ApiProperty({ type: String, nullable: true })
  forAccountName!: string | null;
  at!: string;
  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;
}

/** A line as it was frozen into a dispatch. */
export class FrozenLineWire extends DraftLineWire {
  /** As it stands under "Nơi nhận". */
  label!: string;
  /** Units behind it. */
  count!: number;
}

export class DispatchWire {
  id!: string;
  documentId!: string;
  madeAt!: string;
  /** When it goes out. */
  sendAt!: string;
  /** Null while it waits. */
  @ApiProperty({ type: String, nullable: true })
  sentAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  cancelledAt!: string | null;
  /** `time`: for its hour; `scan`: until all files are scanned, then it goes out by itself; null: it waits for nothing. */
  @ApiProperty({ enum: ['time', 'scan'], nullable: true })
  waitsFor!: 'time' | 'scan' | null;
  /** The service cancelled it for what was found in its files: it reached nobody. */
  @ApiProperty({ enum: ['infected', 'unscannable'], nullable: true })
  cancelReason!: 'infected' | 'unscannable' | null;
  lines!: FrozenLineWire[];
  /** Copies made: each unit has one, on however many lines it stands. */
  recipientCount!: number;
  /** It also goes to the old e-mail inboxes of units that still run both ways; reading it there is no receipt. */
  alsoByEmail!: boolean;
}

export class OutgoingCanWire {
  edit!: MayWire;
  submit!: MayWire;
  sendBack!: MayWire;
  approve!: MayWire;
  issue!: MayWire;
  dispatch!: MayWire;
  void!: MayWire;
  abandon!: MayWire;
  close!: MayWire;
  revoke!: MayWire;
}

/** A document of the unit, whole. */
export class OutgoingDocumentWire extends OutgoingLineWire {
  /** 0 new, 1 revokes, 2 updates, 3 replaces another (edXML). */
  kind!: number;
  revision!: number;
  summary!: string;
  signerCapacity!: string;
  signerName!: string;
  signerTitle!: string;
  @ApiProperty({ type: String, nullable: true })
  respondBy!: string | null;
  @ApiProperty({ type: Number, nullable: true })
  pageCount!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  copyCount!: number | null;
  note!: string;
  @ApiProperty({ type: String, nullable: true })
  repliesTo!: string | null;
  draftedBy!: string;
  @ApiProperty({ type: String, nullable: true })
  closingReason!: string | null;
  @ApiProperty({ type: String, nullable: true })
  supersededBy!: string | null;
  recipients!: DraftLineWire[];
  relations!: RelatedWire[];
  attachments!: AttachmentWire[];
  steps!: StepWire[];
  dispatches!: DispatchWire[];
  can!: OutgoingCanWire;
}

/** One check before sending. */
export class CheckWire {
  /** Code of the error or warning. */
  code!: string;
  /** An error stops the dispatch; a warning does not. */
  @ApiProperty({ enum: ['error', 'warning'] })
  level!: string;
  /** What it is and what to do, in the caller's language. */
  detail!: string;
}

export class WouldGetItWire {
  unitId!: string;
  name!: string;
  @ApiProperty({ enum: PURPOSES })
  purpose!: Purpose;
  @ApiProperty({ enum: ['system', 'email', 'paper'] })
  channel!: string;
  /** It has the document from an earlier dispatch and will not get it again. */
  hasItAlready!: boolean;
}

/** Who exactly would get it, and what stands in the way. */
export class PreFlightWire {
  ready!: boolean;
  checks!: CheckWire[];
  lines!: FrozenLineWire[];
  recipients!: WouldGetItWire[];
}
