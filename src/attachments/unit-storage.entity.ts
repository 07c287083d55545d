import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a unit stores and may store. */
@Entity('unit_storage')
export class UnitStorageRow {
  @PrimaryColumn('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('bigint', { name: 'used_bytes', transformer: { from: Number, to: (value: number) => value } })
  usedBytes!: number;
  /** In MiB; null: the service's default holds, 0: no limit. */
  @Column('int', { name: 'quota_mb', nullable: true }) quotaMb!: number | null;
}
