import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a person proves besides the password: an authenticator app (RFC 6238). Without confirmation it is only being set up. */
@Entity('second_factor')
export class SecondFactor {
  @PrimaryColumn('uuid', { name: 'account_id' }) accountId!: string;
  @Column('bytea', { name: 'sealed_secret', select: false }) sealedSecret!: Buffer;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'confirmed_at', nullable: true }) confirmedAt!: Date | null;
  /** The last time step whose code was accepted: it and those before are accepted no more. */
  @Column('integer', { name: 'last_step', nullable: true }) lastStep!: number | null;
}
