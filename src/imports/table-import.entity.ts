import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ImportKind } from './columns.policy.ts';
import type { ImportState, Phase } from './imports.states.ts';
import type { RowOutcome } from './planned-row.ts';
import type { Problem } from './table.ts';

/** A table that an administrator uploaded, and what became of it. */
@Entity('table_import')
export class TableImport {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') kind!: ImportKind;
  /** The administrator's unit: nothing outside its tree is touched. */
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text', { name: 'file_name' }) fileName!: string;
  @Column('int', { name: 'file_size' }) fileSize!: number;
  @Column('text') state!: ImportState;
  @Column('uuid', { name: 'uploaded_by' }) uploadedBy!: string;
  @Column('timestamptz', { name: 'uploaded_at' }) uploadedAt!: Date;
  @Column('text', { nullable: true }) address!: string | null;
  /** The local day of the upload: what begins "today" begins on it, whenever it is applied. */
  @Column('date') day!: string;
  /** Why the file could not be read. */
  @Column('jsonb', { nullable: true }) problem!: Problem | null;
  @Column('jsonb') notes!: Problem[];
  @Column('text') phase!: Phase;
  @Column('int', { name: 'rows_done' }) rowsDone!: number;
  @Column('int', { name: 'rows_total', nullable: true }) rowsTotal!: number | null;
  @Column('jsonb') totals!: Partial<Record<RowOutcome, number>>;
  @Column('timestamptz', { name: 'checked_at', nullable: true }) checkedAt!: Date | null;
  @Column('uuid', { name: 'applied_by', nullable: true }) appliedBy!: string | null;
  @Column('text', { name: 'applied_from', nullable: true }) appliedFrom!: string | null;
  @Column('timestamptz', { name: 'application_started_at', nullable: true }) applicationStartedAt!: Date | null;
  @Column('timestamptz', { name: 'applied_at', nullable: true }) appliedAt!: Date | null;
  @Column('int', { name: 'applied_rows' }) appliedRows!: number;
  @Column('int', { name: 'left_out_rows' }) leftOutRows!: number;
  @Column('timestamptz', { name: 'cancelled_at', nullable: true }) cancelledAt!: Date | null;
  @Column('timestamptz', { name: 'purged_at', nullable: true }) purgedAt!: Date | null;
  /** Which run of the check may write: an older one that is still alive finds that it is not. */
  @Column('uuid', { nullable: true }) run!: string | null;
}
