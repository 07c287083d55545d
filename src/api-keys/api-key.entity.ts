import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A program's key. It is never widened: but for its use and its revocation the service may not even change the row. */
@Entity('api_key')
export class ApiKey {
  @PrimaryColumn('uuid') id!: string;
  /** The machine account it acts as. */
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') name!: string;
  @Column('text', { array: true }) scopes!: string[];
  /** SHA-256 of the key. */
  @Column('bytea', { select: false }) digest!: Buffer;
  @Column('text') prefix!: string;
  @Column('text', { name: 'last_four' }) lastFour!: string;
  @Column('uuid', { name: 'made_by' }) madeBy!: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  /** To the minute. */
  @Column('timestamptz', { name: 'last_used_at', nullable: true }) lastUsedAt!: Date | null;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
  @Column('uuid', { name: 'revoked_by', nullable: true }) revokedBy!: string | null;
}
