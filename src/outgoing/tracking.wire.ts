import { ApiProperty } from '@nestjs/swagger';
import { PURPOSES, type Purpose } from '../calendar/deadlines.policy.ts';
import { DELIVERY_STATES, type DeliveryState } from '../incoming/delivery.states.ts';
import { ClocksWire, LatenessWire, MayWire, RefusalWire } from '../incoming/incoming.wire.ts';
import { ReceiptWire } from '../receipts/receipt.wire.ts';
import { SECTORS, type Sector } from '../units/unit-kinds.ts';

/** How a document stands with all its recipients. */
export class TrackingSummaryWire {
  recipients!: number;
  /** Units where somebody has opened it. */
  opened!: number;
  acknowledged!: number;
  registered!: number;
  done!: number;
  refused!: number;
  undeliverable!: number;
  withdrawn!: number;
  /** Still waiting for somebody to act. */
  open!: number;
  /** Overdue on at least one clock. */
  overdue!: number;
}

/** Who brought a copy to the state it is in. */
export class BroughtByWire {
  name!: string;
  @ApiProperty({ type: String, nullable: true })
  postTitle!: string | null;
  /** The absent colleague they stood in for. */
  @ApiProperty({ type: String, nullable: true })
  forAccountName!: string | null;
  at!: string;
}

/** One copy at one unit: the sender's row of what is the receiver's incoming document. */
export class TrackingRowWire {
  deliveryId!: string;
  documentId!: string;
  unitId!: string;
  unitCode!: string;
  /** Name of the unit. */
  unit!: string;
  unitKind!: string;
  /** The field it works in, where it is known. */
  @ApiProperty({ enum: SECTORS, nullable: true })
  unitSector!: Sector | null;
  @ApiProperty({ enum: PURPOSES })
  purpose!: Purpose;
  @ApiProperty({ enum: ['system', 'email', 'paper'] })
  channel!: string;
  @ApiProperty({ enum: DELIVERY_STATES })
  state!: DeliveryState;
  isOpen!: boolean;
  @ApiProperty({ type: String, nullable: true })
  deliveredAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  openedAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  downloadedAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  acknowledgedAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  registeredAt!: string | null;
  @ApiProperty({ type: Number, nullable: true })
  arrivalNumber!: number | null;
  @ApiProperty({ type: String, nullable: true })
  startedAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  doneAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  repliedAt!: string | null;
  clocks!: ClocksWire;
  late!: LatenessWire;
  @ApiProperty({ type: () => RefusalWire, nullable: true })
  refusal!: RefusalWire | null;
  /** Null while nobody has done anything with it, and for what the service does itself. */
  @ApiProperty({ type: () => BroughtByWire, nullable: true })
  by!: BroughtByWire | null;
}

/** The tracking board of a document. */
export class TrackingWire {
  documentId!: string;
  summary!: TrackingSummaryWire;
  /** By the unit's code. */
  rows!: TrackingRowWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

/** What one person of the unit has done with the copy. */
export class TrackedPersonWire {
  accountId!: string;
  name!: string;
  @ApiProperty({ type: String, nullable: true })
  postTitle!: string | null;
  /** The absent colleague they stood in for. */
  @ApiProperty({ type: String, nullable: true })
  forAccountName!: string | null;
  @ApiProperty({ type: String, nullable: true })
  openedAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  downloadedAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  acknowledgedAt!: string | null;
}

/** What the caller may do about the copy now, as its sender. */
export class SenderCanWire {
  note!: MayWire;
  enterDelivered!: MayWire;
  enterAcknowledged!: MayWire;
}

/** One copy: every person, every receipt. The receiver is shown the same receipts. */
export class TrackedDeliveryWire {
  row!: TrackingRowWire;
  people!: TrackedPersonWire[];
  receipts!: ReceiptWire[];
  can!: SenderCanWire;
}

/** A copy that waits, with the document it is of. */
export class OutstandingRowWire extends TrackingRowWire {
  symbol!: string;
  subject!: string;
}

export class OutstandingPageWire {
  items!: OutstandingRowWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}
