import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Step } from './road.policy.ts';

/** A unit that is or was to be reminded of a step. */
@Entity('onboarding_reminder')
export class OnboardingReminder {
  @PrimaryColumn('uuid', { name: 'unit_id' }) unitId!: string;
  @PrimaryColumn('text') step!: Step;
  @PrimaryColumn('date') day!: string;
  @Column('timestamptz', { name: 'asked_at' }) askedAt!: Date;
  /** Null: by itself. */
  @Column('uuid', { name: 'asked_by', nullable: true }) askedBy!: string | null;
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt!: Date | null;
  @Column('text', { nullable: true }) outcome!: 'sent' | 'moved_on' | 'no_address' | null;
}
