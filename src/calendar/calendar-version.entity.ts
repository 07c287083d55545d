import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { VersionData } from './calendar-data.policy.ts';
import type { CalendarState } from './calendar.states.ts';

@Entity('working_calendar')
export class CalendarVersion {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') no!: number;
  @Column('text') label!: string;
  @Column('text') state!: CalendarState;
  @Column('text') zone!: string;
  @Column('uuid', { name: 'based_on_id', nullable: true }) basedOnId!: string | null;
  @Column('text') note!: string;
  @Column('jsonb') data!: VersionData;
  @Column('uuid', { name: 'drafted_by', nullable: true }) draftedBy!: string | null;
  @Column('timestamptz', { name: 'drafted_at' }) draftedAt!: Date;
  @Column('uuid', { name: 'put_in_force_by', nullable: true }) putInForceBy!: string | null;
  @Column('timestamptz', { name: 'put_in_force_at', nullable: true }) putInForceAt!: Date | null;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('int') version!: number;
}
