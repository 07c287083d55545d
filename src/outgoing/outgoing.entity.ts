import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Urgency } from '../calendar/deadlines.policy.ts';
import type { OutgoingState } from './outgoing.states.ts';

@Entity('outgoing_document')
export class OutgoingDocument {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  /** As in edXML: 0 new, 1 revoke, 2 update, 3 replace. */
  @Column('smallint') kind!: number;
  @Column('text', { name: 'type_code' }) typeCode!: string;
  @Column('text') state!: OutgoingState;
  @Column('int') revision!: number;
  @Column('text') subject!: string;
  @Column('text') summary!: string;
  @Column('text') urgency!: Urgency;
  @Column('text', { name: 'signer_capacity' }) signerCapacity!: string;
  @Column('text', { name: 'signer_name' }) signerName!: string;
  @Column('text', { name: 'signer_title' }) signerTitle!: string;
  @Column('timestamptz', { name: 'respond_by', nullable: true }) respondBy!: Date | null;
  @Column('int', { name: 'page_count', nullable: true }) pageCount!: number | null;
  @Column('int', { name: 'copy_count', nullable: true }) copyCount!: number | null;
  @Column('text') note!: string;
  @Column('uuid', { name: 'replies_to', nullable: true }) repliesTo!: string | null;
  @Column('uuid', { name: 'book_id', nullable: true }) bookId!: string | null;
  @Column('int', { nullable: true }) number!: number | null;
  @Column('text', { nullable: true }) symbol!: string | null;
  @Column('text', { name: 'symbol_key', nullable: true }) symbolKey!: string | null;
  @Column('date', { name: 'document_date', nullable: true }) documentDate!: string | null;
  @Column('uuid', { name: 'drafted_by' }) draftedBy!: string;
  @Column('timestamptz', { name: 'drafted_at' }) draftedAt!: Date;
  @Column('timestamptz', { name: 'issued_at', nullable: true }) issuedAt!: Date | null;
  @Column('text', { name: 'closing_reason', nullable: true }) closingReason!: string | null;
  @Column('uuid', { name: 'superseded_by', nullable: true }) supersededBy!: string | null;
  @Column('int') version!: number;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
}
