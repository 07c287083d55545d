import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('deadline_recalculation')
export class DeadlineRecalculation {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'calendar_id' }) calendarId!: string;
  @Column('text') reason!: string;
  @Column('uuid', { name: 'asked_by' }) askedBy!: string;
  @Column('timestamptz', { name: 'asked_at' }) askedAt!: Date;
  @Column('uuid', { name: 'at_unit_id', nullable: true }) atUnitId!: string | null;
  @Column('timestamptz', { name: 'at_delivered', nullable: true }) atDelivered!: Date | null;
  @Column('uuid', { name: 'at_delivery_id', nullable: true }) atDeliveryId!: string | null;
  @Column('int') examined!: number;
  @Column('int') moved!: number;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt!: Date | null;
}

/** What one recalculation did to one copy; never changed. */
@Entity('deadline_move')
export class DeadlineMove {
  @PrimaryColumn('uuid', { name: 'recalculation_id' }) recalculationId!: string;
  @PrimaryColumn('uuid', { name: 'delivery_id' }) deliveryId!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text', { name: 'rule_from', nullable: true }) ruleFrom!: string | null;
  @Column('text', { name: 'rule_to' }) ruleTo!: string;
  @Column('timestamptz', { name: 'open_from', nullable: true }) openFrom!: Date | null;
  @Column('timestamptz', { name: 'open_to', nullable: true }) openTo!: Date | null;
  @Column('timestamptz', { name: 'acknowledge_from', nullable: true }) acknowledgeFrom!: Date | null;
  @Column('timestamptz', { name: 'acknowledge_to', nullable: true }) acknowledgeTo!: Date | null;
  @Column('timestamptz', { name: 'finish_from', nullable: true }) finishFrom!: Date | null;
  @Column('timestamptz', { name: 'finish_to', nullable: true }) finishTo!: Date | null;
}
