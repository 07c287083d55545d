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
  @Column('text') status!: AccountStatus;
  /** Came with the sample organisation: its password is public. */
  @Column('boolean') sample!: boolean;
  /** A machine has no password and can never have one. */
  @Column('text') kind!: AccountKind;
  @Column('integer') version!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}
