import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the last self-test of the scanner found. */
@Entity('scanner_status')
export class ScannerStatus {
  @PrimaryColumn('boolean') one!: boolean;
  @Column('boolean', { name: 'is_well' }) isWell!: boolean;
  @Column('text', { nullable: true }) version!: string | null;
  @Column('text', { nullable: true }) problem!: string | null;
  @Column('timestamptz', { name: 'checked_at' }) checkedAt!: Date;
}
