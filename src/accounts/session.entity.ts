import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One signed-in browser or program. Secrets are kept as SHA-256 only. */
@Entity('session')
export class Session {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  @Column('bytea', { name: 'refresh_hash', select: false }) refreshHash!: Buffer;
  @Column('bytea', { name: 'previous_refresh_hash', nullable: true, select: false })
  previousRefreshHash!: Buffer | null;
  /** When the refresh token was last renewed. */
  @Column('timestamptz', { name: 'rotated_at' }) rotatedAt!: Date;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
  @Column('text', { name: 'revoked_why', nullable: true }) revokedWhy!: string | null;
  /** Opened with the password of this service, and not by another one that vouches for the person. */
  @Column('boolean', { name: 'by_password' }) byPassword!: boolean;
  @Column('text', { nullable: true }) address!: string | null;
  @Column('text', { name: 'user_agent', nullable: true }) userAgent!: string | null;
}
