import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A one-time code with which a person sets the password; only a keyed digest of it is kept. Also the log of who issued what. */
@Entity('activation_code')
export class ActivationCode {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  @Column('bytea', { select: false }) digest!: Buffer;
  /** The account's password it was issued against: any change of that voids it. */
  @Column('integer', { name: 'password_serial' }) passwordSerial!: number;
  @Column('uuid', { name: 'issued_by' }) issuedBy!: string;
  @Column('timestamptz', { name: 'issued_at' }) issuedAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'used_at', nullable: true }) usedAt!: Date | null;
  /** The address it was used from. */
  @Column('text', { name: 'used_from', nullable: true }) usedFrom!: string | null;
  @Column('timestamptz', { name: 'voided_at', nullable: true }) voidedAt!: Date | null;
}
