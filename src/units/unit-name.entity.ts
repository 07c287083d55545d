import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('unit_name')
export class UnitName {
  @PrimaryColumn('uuid', { name: 'unit_id' }) unitId!: string;
  @PrimaryColumn('date', { name: 'valid_from' }) validFrom!: string;
  @Column('text') name!: string;
  @Column('text', { name: 'short_name' }) shortName!: string;
}
