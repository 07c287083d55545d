import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ArrivedState, Side } from './arrived-mail.states.ts';
import type { Authentication } from './marks.policy.ts';

const asNumber = { from: Number, to: (value: number) => value };

/** A mail as it came, once however often it was sent. */
@Entity('received_mail')
export class ReceivedMail {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'content_key' }) contentKey!: string;
  @Column('text') sha256!: string;
  @Column('bigint', { transformer: asNumber }) size!: number;
  @Column('text', { name: 'message_id', nullable: true }) messageId!: string | null;
  @Column('text', { name: 'envelope_from' }) envelopeFrom!: string;
  @Column('text', { name: 'from_name' }) fromName!: string;
  @Column('text', { name: 'from_address' }) fromAddress!: string;
  @Column('text') subject!: string;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt!: Date | null;
  @Column('timestamptz', { name: 'stored_at' }) storedAt!: Date;
  @Column('text', { name: 'came_by' }) cameBy!: 'gateway' | 'watch';
  @Column('text') peer!: string;
  @Column('jsonb', { nullable: true }) authentication!: Authentication | null;
  @Column('boolean', { name: 'is_spam' }) isSpam!: boolean;
  @Column('boolean', { name: 'is_automatic' }) isAutomatic!: boolean;
  @Column('text') thread!: string;
  @Column('text', { name: 'no_reply_because', nullable: true }) noReplyBecause!: string | null;
  @Column('timestamptz', { name: 'apart_at', nullable: true }) apartAt!: Date | null;
  @Column('text', { nullable: true }) trouble!: string | null;
  @Column('text', { name: 'text_body' }) textBody!: string;
  @Column('text', { name: 'html_body', nullable: true }) htmlBody!: string | null;
  @Column('integer', { name: 'left_out' }) leftOut!: number;
  @Column('boolean', { name: 'is_cut' }) isCut!: boolean;
}

/** A file in a mail. */
@Entity('received_mail_file')
export class ReceivedMailFile {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'mail_id' }) mailId!: string;
  @Column('int') position!: number;
  @Column('text') name!: string;
  @Column('text', { name: 'media_type', nullable: true }) mediaType!: string | null;
  @Column('text', { nullable: true }) sha256!: string | null;
  @Column('bigint', { transformer: asNumber }) size!: number;
  @Column('boolean', { name: 'is_inline' }) isInline!: boolean;
}

/** The mail at a unit. */
@Entity('arrived_mail')
export class ArrivedMail {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'mail_id' }) mailId!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('timestamptz', { name: 'arrived_at' }) arrivedAt!: Date;
  @Column('text') side!: Side;
  @Column('text') state!: ArrivedState;
  @Column('text', { name: 'kept_because', nullable: true }) keptBecause!: 'before-cutover' | 'own-mail' | null;
  @Column('text') sender!: string;
  @Column('timestamptz', { name: 'told_at', nullable: true }) toldAt!: Date | null;
  @Column('uuid', { name: 'delivery_id', nullable: true }) deliveryId!: string | null;
}

@Entity('arrived_mail_inbox')
export class ArrivedMailInbox {
  @PrimaryColumn('uuid', { name: 'arrived_id' }) arrivedId!: string;
  @PrimaryColumn('uuid', { name: 'inbox_id' }) inboxId!: string;
  @Column('timestamptz') at!: Date;
}

@Entity('arrived_mail_act')
export class ArrivedMailAct {
  @PrimaryColumn('uuid') id!: string;
  @Column('bigint') seq!: string;
  @Column('uuid', { name: 'arrived_id' }) arrivedId!: string;
  @Column('text') act!: 'registered' | 'dismissed' | 'reopened';
  @Column('text', { nullable: true }) code!: string | null;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  @Column('uuid', { name: 'post_id' }) postId!: string;
  @Column('uuid', { name: 'delegation_id', nullable: true }) delegationId!: string | null;
  @Column('timestamptz') at!: Date;
}

@Entity('automatic_reply')
export class AutomaticReplyRow {
  @PrimaryColumn('text') sender!: string;
  @Column('timestamptz') at!: Date;
}

@Entity('inbox_watch')
export class InboxWatchRow {
  @PrimaryColumn('uuid', { name: 'inbox_id' }) inboxId!: string;
  @Column('text', { name: 'uid_validity', nullable: true }) uidValidity!: string | null;
  @Column('bigint', { name: 'last_uid', transformer: asNumber }) lastUid!: number;
  @Column('text') state!: 'new' | 'well' | 'refused' | 'unreachable' | 'failing';
  @Column('text', { nullable: true }) problem!: string | null;
  @Column('int') failures!: number;
  @Column('timestamptz', { name: 'checked_at', nullable: true }) checkedAt!: Date | null;
  @Column('timestamptz', { name: 'next_at' }) nextAt!: Date;
}
