import { Column, Entity, PrimaryColumn } from 'typeorm';

/** From when on nobody at a unit could receive, until somebody could again. */
@Entity('unit_vacancy')
export class UnitVacancy {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('timestamptz') since!: Date;
  @Column('timestamptz', { name: 'found_at' }) foundAt!: Date;
  @Column('timestamptz', { name: 'filled_at', nullable: true }) filledAt!: Date | null;
}
