import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ImapSecurity, InboxState } from './legacy-inbox.kinds.ts';

/** An address a unit used before the system. */
@Entity('legacy_inbox')
export class LegacyInbox {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') address!: string;
  @Column('text', { nullable: true }) owner!: string | null;
  @Column('text', { name: 'imap_host', nullable: true }) imapHost!: string | null;
  @Column('int', { name: 'imap_port', nullable: true }) imapPort!: number | null;
  @Column('text', { name: 'imap_security', nullable: true }) imapSecurity!: ImapSecurity | null;
  @Column('text', { name: 'imap_user', nullable: true }) imapUser!: string | null;
  @Column('bytea', { name: 'imap_secret', nullable: true }) imapSecret!: Buffer | null;
  @Column('text') state!: InboxState;
  @Column('timestamptz', { name: 'state_since' }) stateSince!: Date;
  @Column('text', { nullable: true }) note!: string | null;
  /** Closed for good. */
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  @Column('int') version!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}

/** What happened to it: append-only. */
@Entity('legacy_inbox_event')
export class LegacyInboxEvent {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'inbox_id' }) inboxId!: string;
  /** The version of the inbox it made. */
  @Column('int') no!: number;
  @Column('timestamptz') at!: Date;
  @Column('uuid', { name: 'account_id', nullable: true }) accountId!: string | null;
  @Column('text', { name: 'from_state', nullable: true }) fromState!: InboxState | null;
  @Column('text', { name: 'to_state' }) toState!: InboxState;
  @Column('text') act!: string;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('jsonb') detail!: unknown;
}

/** A copy of a dispatch for an old inbox. */
@Entity('legacy_copy')
export class LegacyCopy {
  @PrimaryColumn('uuid', { name: 'dispatch_id' }) dispatchId!: string;
  @PrimaryColumn('uuid', { name: 'inbox_id' }) inboxId!: string;
  @Column('uuid', { name: 'delivery_id' }) deliveryId!: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
  /** Null while it waits; `withheld`: it was not let go, e.g. because the date had come. */
  @Column('text', { nullable: true }) outcome!: 'sent' | 'withheld' | 'failed' | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
}
