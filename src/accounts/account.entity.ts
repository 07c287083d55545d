import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AccountKind } from './account-kind.ts';
import type { AccountStatus } from './account-status.ts';

/** One person who can sign in, or a machine that acts under its key. */
@Entity('account')
export class Account {
  @PrimaryColumn('uuid') id!: string;
  /** NFC, trimmed and in lower case. */
  @Column('text') username!: string;
  @Column('text', { name: 'display_name' }) displayName!: string;
  @Column('text', { nullable: true }) email!: string | null;
  /** argon2id in PHC form; null = cannot sign in yet. */
  @Column('text', { name: 'password_hash', nullable: true, select: false }) passwordHash!: string | null;
  /** Set by somebody else: good for nothing but setting one's own. */
  @Column('boolean', { name: 'password_temporary' }) passwordTemporary!: boolean;
  /** Grows with every change of the password: codes and links made for an older one are dead. */
  @Column('integer', { name: 'password_serial' }) passwordSerial!: number;
  @Column('text') status!: AccountStatus;
  /** Of the last change of status; null when there was none. */
  @Column('text', { name: 'status_reason', nullable: true }) statusReason!: string | null;
  @Column('timestamptz', { name: 'status_at', nullable: true }) statusAt!: Date | null;
  /** Null: the service itself. */
  @Column('uuid', { name: 'status_by', nullable: true }) statusBy!: string | null;
  /** The last sign of life: made, given a code, signed in, session renewed, enabled again. */
  @Column('timestamptz', { name: 'idle_since' }) idleSince!: Date;
  /** The last warning given since then: so many days before it is disabled. */
  @Column('smallint', { name: 'idle_warned_step', nullable: true }) idleWarnedStep!: number | null;
  @Column('timestamptz', { name: 'idle_warned_at', nullable: true }) idleWarnedAt!: Date | null;
  /** Came with the sample organisation: its password is public. */
  @Column('boolean') sample!: boolean;
  /** A machine has no password and can never have one. */
  @Column('text') kind!: AccountKind;
  @Column('integer') version!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}
