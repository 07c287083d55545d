import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Purpose, Urgency } from '../calendar/deadlines.policy.ts';
import type { DeliveryState } from './delivery.states.ts';

@Entity('delivery')
export class Delivery {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'dispatch_id', nullable: true }) dispatchId!: string | null;
  @Column('uuid', { name: 'document_id', nullable: true }) documentId!: string | null;
  @Column('uuid', { name: 'copy_id' }) copyId!: string;
  @Column('uuid', { name: 'sender_unit_id', nullable: true }) senderUnitId!: string | null;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') purpose!: Purpose;
  @Column('text') channel!: 'system' | 'email' | 'paper';
  @Column('text') state!: DeliveryState;
  @Column('boolean', { name: 'is_open' }) isOpen!: boolean;
  @Column('timestamptz', { name: 'delivered_at', nullable: true }) deliveredAt!: Date | null;
  @Column('timestamptz', { name: 'opened_at', nullable: true }) openedAt!: Date | null;
  @Column('timestamptz', { name: 'acknowledged_at', nullable: true }) acknowledgedAt!: Date | null;
  @Column('timestamptz', { name: 'registered_at', nullable: true }) registeredAt!: Date | null;
  @Column('timestamptz', { name: 'assigned_at', nullable: true }) assignedAt!: Date | null;
  @Column('timestamptz', { name: 'started_at', nullable: true }) startedAt!: Date | null;
  @Column('timestamptz', { name: 'done_at', nullable: true }) doneAt!: Date | null;
  @Column('timestamptz', { name: 'refused_at', nullable: true }) refusedAt!: Date | null;
  @Column('timestamptz', { name: 'replied_at', nullable: true }) repliedAt!: Date | null;
  @Column('timestamptz', { name: 'downloaded_at', nullable: true }) downloadedAt!: Date | null;
  @Column('timestamptz', { name: 'open_by', nullable: true }) openBy!: Date | null;
  @Column('timestamptz', { name: 'acknowledge_by', nullable: true }) acknowledgeBy!: Date | null;
  @Column('timestamptz', { name: 'finish_by', nullable: true }) finishBy!: Date | null;
  @Column('text', { name: 'deadline_rule', nullable: true }) deadlineRule!: string | null;
  @Column('uuid', { name: 'book_id', nullable: true }) bookId!: string | null;
  @Column('int', { name: 'arrival_year', nullable: true }) arrivalYear!: number | null;
  @Column('int', { name: 'arrival_number', nullable: true }) arrivalNumber!: number | null;
  @Column('text', { name: 'refusal_code', nullable: true }) refusalCode!: string | null;
  @Column('text', { name: 'refusal_text', nullable: true }) refusalText!: string | null;
  @Column('int') version!: number;
  /** Its own id once it was taken back before it arrived, made by the database: the unit may then be sent the document again. */
  @Column('uuid', { name: 'taken_back_id', nullable: true }) takenBackId!: string | null;
}

@Entity('document_copy')
export class DocumentCopy {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') origin!: 'system' | 'paper' | 'email' | 'other';
  @Column('uuid', { name: 'document_id', nullable: true }) documentId!: string | null;
  @Column('int') revision!: number;
  @Column('smallint') kind!: number;
  @Column('uuid', { name: 'author_unit_id', nullable: true }) authorUnitId!: string | null;
  @Column('text', { name: 'author_name' }) authorName!: string;
  @Column('text') symbol!: string;
  @Column('text', { name: 'symbol_key' }) symbolKey!: string;
  @Column('date', { name: 'document_date', nullable: true }) documentDate!: string | null;
  @Column('text', { name: 'type_code', nullable: true }) typeCode!: string | null;
  @Column('text') subject!: string;
  @Column('text') summary!: string;
  @Column('text', { name: 'signer_capacity' }) signerCapacity!: string;
  @Column('text', { name: 'signer_name' }) signerName!: string;
  @Column('text', { name: 'signer_title' }) signerTitle!: string;
  @Column('text') urgency!: Urgency;
  @Column('timestamptz', { name: 'respond_by', nullable: true }) respondBy!: Date | null;
  @Column('int', { name: 'page_count', nullable: true }) pageCount!: number | null;
  @Column('text') place!: string;
  @Column('jsonb', { name: 'recipient_lines' }) recipientLines!: { label: string; purpose: Purpose }[];
  @Column('text', { name: 'retired_as', nullable: true }) retiredAs!: 'superseded' | 'revoked' | null;
  @Column('text', { name: 'retired_by', nullable: true }) retiredBy!: string | null;
  @Column('uuid', { name: 'entered_by', nullable: true }) enteredBy!: string | null;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
}

@Entity('document_copy_attachment')
export class DocumentCopyAttachment {
  @PrimaryColumn('uuid', { name: 'copy_id' }) copyId!: string;
  @PrimaryColumn('uuid', { name: 'attachment_id' }) attachmentId!: string;
  @Column('int') position!: number;
}
