import { ApiProperty } from '@nestjs/swagger';
import { URGENCIES, type Urgency } from '../calendar/deadlines.policy.ts';
import { OutgoingLineWire } from './outgoing.wire.ts';

/** "34/41 đã nhận, 4 chưa xem". The sender's own file copy is not counted. */
export class DocumentProgressWire {
  recipients!: number;
  acknowledged!: number;
  /** Arrived, and nobody there has opened it. */
  unopened!: number;
  /** Refused or returned, and not taken note of. */
  refused!: number;
  undeliverable!: number;
  /** Somebody still has to do something. */
  open!: number;
  /** Late on at least one clock. */
  overdue!: number;
}

/** A document that is out and not finished everywhere. */
export class DocumentUnderWayWire {
  id!: string;
  unitId!: string;
  symbol!: string;
  subject!: string;
  @ApiProperty({ enum: URGENCIES })
  urgency!: Urgency;
  issuedAt!: string;
  progress!: DocumentProgressWire;
}

/** A copy that came back or could not be brought, for the sender to see to. */
export class SentBackWire {
  deliveryId!: string;
  documentId!: string;
  /** The sender's. */
  unitId!: string;
  symbol!: string;
  subject!: string;
  /** Whom it was sent to. */
  recipient!: string;
  @ApiProperty({ enum: ['refused', 'returned', 'undeliverable'] })
  state!: 'refused' | 'returned' | 'undeliverable';
  @ApiProperty({ type: String, nullable: true })
  refusalCode!: string | null;
  @ApiProperty({ type: String, nullable: true })
  refusedAt!: string | null;
}

/** What one unit has under way. */
export class OutgoingOverviewWire {
  unitId!: string;
  /** Of its twenty documents sent last, those that still wait for somebody; the worst first. */
  underWay!: DocumentUnderWayWire[];
  /** The ten that wait longest. */
  sentBack!: SentBackWire[];
  /** Drafts that wait for a leader; for others empty. The ten that wait longest, here and below. */
  toApprove!: OutgoingLineWire[];
  /** Approved, for clerks to issue. */
  toIssue!: OutgoingLineWire[];
  /** Issued, for clerks to send. */
  toSend!: OutgoingLineWire[];
}
