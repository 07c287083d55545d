import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Gets somebody in once whose phone is gone. Only a keyed digest is kept. */
@Entity('recovery_code')
export class RecoveryCode {
  @PrimaryColumn('uuid', { name: 'account_id' }) accountId!: string;
  @PrimaryColumn('bytea') digest!: Buffer;
  @Column('timestamptz', { name: 'used_at', nullable: true }) usedAt!: Date | null;
}
