import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Purpose } from '../calendar/deadlines.policy.ts';
import type { CancelReason } from './dispatch.rows.ts';
import type { Line } from './recipient-line.ts';
import type { Relation, Target } from './outgoing.kinds.ts';

/** A line under "Nơi nhận". */
@Entity('outgoing_recipient')
export class OutgoingRecipient {
  @PrimaryColumn('uuid', { name: 'document_id' }) documentId!: string;
  @PrimaryColumn('int') position!: number;
  @Column('text') target!: Target;
  @Column('uuid', { name: 'unit_id', nullable: true }) unitId!: string | null;
  @Column('uuid', { name: 'group_id', nullable: true }) groupId!: string | null;
  @Column('text') purpose!: Purpose;
}

@Entity('outgoing_relation')
export class OutgoingRelation {
  @PrimaryColumn('uuid', { name: 'document_id' }) documentId!: string;
  @PrimaryColumn('uuid', { name: 'related_id' }) relatedId!: string;
  @PrimaryColumn('text') relation!: Relation;
}

@Entity('outgoing_attachment')
export class OutgoingAttachment {
  @PrimaryColumn('uuid', { name: 'document_id' }) documentId!: string;
  @PrimaryColumn('uuid', { name: 'attachment_id' }) attachmentId!: string;
  @Column('int') position!: number;
}

/** Every step of a document, who took it and why. */
@Entity('outgoing_step')
export class OutgoingStep {
  @PrimaryColumn('uuid') id!: string;
  /** Two steps may bear the same time; this is their order. */
  @Column('bigint') seq!: string;
  @Column('uuid', { name: 'document_id' }) documentId!: string;
  @Column('text') act!: string;
  @Column('text', { name: 'from_state', nullable: true }) fromState!: string | null;
  @Column('text', { name: 'to_state' }) toState!: string;
  @Column('uuid', { name: 'account_id', nullable: true }) accountId!: string | null;
  @Column('uuid', { name: 'post_id', nullable: true }) postId!: string | null;
  @Column('timestamptz') at!: Date;
  @Column('text', { nullable: true }) reason!: string | null;
  /** Taken for an absent colleague, who holds the post. */
  @Column('uuid', { name: 'delegation_id', nullable: true }) delegationId!: string | null;
}

/** One act of sending, with its Nơi nhận frozen. */
@Entity('dispatch')
export class Dispatch {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'document_id' }) documentId!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('uuid', { name: 'by_account_id' }) byAccountId!: string;
  @Column('uuid', { name: 'by_post_id' }) byPostId!: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
  @Column('timestamptz', { name: 'send_at' }) sendAt!: Date;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt!: Date | null;
  @Column('timestamptz', { name: 'cancelled_at', nullable: true }) cancelledAt!: Date | null;
  /** Its files were not all scanned when its time came. */
  @Column('text', { name: 'waits_for', nullable: true }) waitsFor!: 'scan' | null;
  /** What was found in its files, when that is why it was cancelled. */
  @Column('text', { name: 'cancel_reason', nullable: true }) cancelReason!: CancelReason | null;
  @Column('jsonb') lines!: Line[];
  @Column('int', { name: 'recipient_count' }) recipientCount!: number;
  @Column('uuid', { name: 'delegation_id', nullable: true }) delegationId!: string | null;
  /** It may go to the old e-mail inboxes of its recipients as well. */
  @Column('boolean', { name: 'old_inboxes_too' }) oldInboxesToo!: boolean;
}
