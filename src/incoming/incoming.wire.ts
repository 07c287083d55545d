import { ApiProperty } from '@nestjs/swagger';
import { AttachmentWire } from '../attachments/attachment.wire.ts';
import { PURPOSES, URGENCIES, type Purpose, type Urgency } from '../calendar/deadlines.policy.ts';
import { DELIVERY_STATES, type DeliveryState } from './delivery.states.ts';
import { PARTS, type Part } from './incoming.policy.ts';

/** Three moments or three answers, one for each clock of a delivery. */
export class ClocksWire {
  /** First instant that is too late to open it; null: no such clock. */
  @ApiProperty({ type: String, nullable: true })
  openBy!: string | null;
  @ApiProperty({ type: String, nullable: true })
  acknowledgeBy!: string | null;
  @ApiProperty({ type: String, nullable: true })
  finishBy!: string | null;
}

/** Which acts are overdue now, or were done after their time. */
export class LatenessWire {
  open!: boolean;
  acknowledge!: boolean;
  finish!: boolean;
}

export class SenderWire {
  /** Null when the sender is outside the system. */
  @ApiProperty({ type: String, nullable: true })
  unitId!: string | null;
  name!: string;
}

/** A line of a unit's inbox. */
export class IncomingLineWire {
  id!: string;
  /** The receiving unit. */
  unitId!: string;
  @ApiProperty({ enum: ['system', 'paper', 'email', 'other'] })
  origin!: string;
  sender!: SenderWire;
  /** Number and symbol; null when the document was withdrawn before it was opened. */
  @ApiProperty({ type: String, nullable: true })
  symbol!: string | null;
  /** Trích yếu; null when the document was withdrawn before it was opened. */
  @ApiProperty({ type: String, nullable: true })
  subject!: string | null;
  @ApiProperty({ type: String, nullable: true })
  typeCode!: string | null;
  /** The date the document bears, yyyy-MM-dd. */
  @ApiProperty({ type: String, nullable: true })
  documentDate!: string | null;
  @ApiProperty({ enum: URGENCIES })
  urgency!: Urgency;
  @ApiProperty({ enum: PURPOSES })
  purpose!: Purpose;
  @ApiProperty({ enum: DELIVERY_STATES })
  state!: DeliveryState;
  /** Somebody still has to do something. */
  isOpen!: boolean;
  /** Số đến. */
  @ApiProperty({ type: Number, nullable: true })
  arrivalNumber!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  arrivalYear!: number | null;
  @ApiProperty({ type: String, nullable: true })
  deliveredAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  openedAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  acknowledgedAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  registeredAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  doneAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  repliedAt!: string | null;
  clocks!: ClocksWire;
  late!: LatenessWire;
  /** The sender replaced or revoked the document after this copy was sent. */
  @ApiProperty({ enum: ['superseded', 'revoked'], nullable: true })
  retiredAs!: string | null;
  /** The document that replaced or revoked it. */
  @ApiProperty({ type: String, nullable: true })
  retiredBy!: string | null;
  version!: number;
}

export class IncomingPageWire {
  items!: IncomingLineWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

/** How many documents lie in each box of a unit; counted up to 100 each. */
export class BoxWire {
  box!: string;
  count!: number;
}

export class RecipientLineWire {
  /** As it stands under "Nơi nhận". */
  label!: string;
  @ApiProperty({ enum: PURPOSES })
  purpose!: Purpose;
}

export class AssignedPersonWire {
  accountId!: string;
  name!: string;
  @ApiProperty({ enum: PARTS })
  part!: Part;
}

/** The leader's instruction (bút phê) in force. */
export class AssignmentWire {
  id!: string;
  instruction!: string;
  @ApiProperty({ type: String, nullable: true })
  dueAt!: string | null;
  assignedBy!: string;
  /** The absent leader in whose post it was given. */
  @ApiProperty({ type: String, nullable: true })
  assignedFor!: string | null;
  /** Who had a part in it before it was handed over to a successor. */
  @ApiProperty({ type: String, nullable: true })
  handedOverFrom!: string | null;
  at!: string;
  people!: AssignedPersonWire[];
}

export class ProgressNoteWire {
  id!: string;
  accountId!: string;
  name!: string;
  /** The absent colleague it was done for. */
  @ApiProperty({ type: String, nullable: true })
  forName!: string | null;
  text!: string;
  at!: string;
}

export class RefusalWire {
  code!: string;
  text!: string;
  at!: string;
}

/** May the caller do it now, and if not, which error says why? */
export class MayWire {
  allowed!: boolean;
  @ApiProperty({ type: String, nullable: true })
  why!: string | null;
}

export class IncomingCanWire {
  open!: MayWire;
  acknowledge!: MayWire;
  register!: MayWire;
  assign!: MayWire;
  progress!: MayWire;
  finish!: MayWire;
  refuse!: MayWire;
  return!: MayWire;
  reconsider!: MayWire;
}

/** A document as its receiver sees it. */
export class IncomingDocumentWire extends IncomingLineWire {
  /** The sender's document; what `repliesTo`'s receiver will know it by. Null when it came from outside. */
  @ApiProperty({ type: String, nullable: true })
  documentId!: string | null;
  /** 0 new, 1 revokes, 2 updates, 3 replaces another (edXML). */
  kind!: number;
  summary!: string;
  signerCapacity!: string;
  signerName!: string;
  signerTitle!: string;
  place!: string;
  @ApiProperty({ type: String, nullable: true })
  respondBy!: string | null;
  @ApiProperty({ type: Number, nullable: true })
  pageCount!: number | null;
  recipients!: RecipientLineWire[];
  attachments!: AttachmentWire[];
  @ApiProperty({ type: () => AssignmentWire, nullable: true })
  assignment!: AssignmentWire | null;
  progressNotes!: ProgressNoteWire[];
  @ApiProperty({ type: () => RefusalWire, nullable: true })
  refusal!: RefusalWire | null;
  can!: IncomingCanWire;
}
