import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('term')
export class Term {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') ordinal!: string;
  @Column('text') name!: string;
  @Column('date', { name: 'starts_on' }) startsOn!: string;
  @Column('date', { name: 'ends_on', nullable: true }) endsOn!: string | null;
}
