import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Channel, Numbering, Sector, SymbolStyle, UnitKind } from './unit-kinds.ts';

@Entity('unit')
export class Unit {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'parent_id', nullable: true }) parentId!: string | null;
  @Column('text') code!: string;
  @Column('text') kind!: UnitKind;
  @Column('text', { nullable: true }) sector!: Sector | null;
  @Column('text') channel!: Channel;
  @Column('text', { nullable: true }) email!: string | null;
  @Column('text', { nullable: true }) phone!: string | null;
  @Column('text') symbol!: string;
  @Column('text', { name: 'symbol_style' }) symbolStyle!: SymbolStyle;
  @Column('text') numbering!: Numbering;
  @Column('text') place!: string;
  @Column('date', { name: 'opened_on' }) openedOn!: string;
  @Column('date', { name: 'closed_on', nullable: true }) closedOn!: string | null;
  @Column('uuid', { name: 'successor_id', nullable: true }) successorId!: string | null;
  @Column('int') version!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}
