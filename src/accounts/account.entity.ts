import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AccountStatus } from './account-status.ts';

/** One person who can sign in. */
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
  @Column('integer') version!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}
