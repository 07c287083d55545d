import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Change, RowOutcome, StoredPlan } from './planned-row.ts';
import type { Problem } from './table.ts';

/** One row of the file, or something that the file does not name. */
@Entity('table_import_row')
export class TableImportRow {
  @PrimaryColumn('uuid', { name: 'import_id' }) importId!: string;
  @PrimaryColumn('int') position!: number;
  /** As the spreadsheet counts; null for what is not in the file. */
  @Column('int', { name: 'row_no', nullable: true }) rowNo!: number | null;
  @Column('text') outcome!: RowOutcome;
  @Column('text') key!: string;
  @Column('text') label!: string;
  @Column('jsonb') changes!: Change[];
  @Column('jsonb') problems!: Problem[];
  @Column('jsonb') warnings!: Problem[];
  @Column('int', { nullable: true }) step!: number | null;
  @Column('jsonb', { nullable: true }) plan!: StoredPlan | null;
  @Column('text', { nullable: true }) application!: 'applied' | 'left_out' | null;
  @Column('jsonb', { name: 'left_out_because', nullable: true }) leftOutBecause!: Problem[] | null;
}

/** A slice of the file as it was sent. */
@Entity('table_import_part')
export class TableImportPart {
  @PrimaryColumn('uuid', { name: 'import_id' }) importId!: string;
  @PrimaryColumn('int') no!: number;
  @Column('bytea') bytes!: Buffer;
}
