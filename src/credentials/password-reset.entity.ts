import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A link mailed to somebody who forgot the password; only a keyed digest of its token is kept. */
@Entity('password_reset')
export class PasswordReset {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  @Column('bytea', { select: false }) digest!: Buffer;
  /** The account's password it was made for: any change of that kills it. */
  @Column('integer', { name: 'password_serial' }) passwordSerial!: number;
  /** The account's address then: with another one the link is dead. */
  @Column('text', { name: 'mailed_to' }) mailedTo!: string;
  @Column('timestamptz', { name: 'requested_at' }) requestedAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'used_at', nullable: true }) usedAt!: Date | null;
  @Column('timestamptz', { name: 'voided_at', nullable: true }) voidedAt!: Date | null;
}
