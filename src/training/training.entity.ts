import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BookingState, CheckInWay, Half, Source } from './booking.states.ts';

@Entity('training_week')
export class TrainingWeek {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') name!: string;
  @Column('text') place!: string;
  @Column('text') trainer!: string;
  @Column('text') phone!: string;
  @Column('date', { name: 'first_day' }) firstDay!: string;
  @Column('date', { name: 'last_day' }) lastDay!: string;
  @Column('int', { name: 'slot_minutes' }) slotMinutes!: number;
  @Column('int') capacity!: number;
  @Column('boolean', { name: 'required_before_activation' }) requiredBeforeActivation!: boolean;
  @Column('uuid', { name: 'made_by' }) madeBy!: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
  @Column('int') version!: number;
}

@Entity('training_session')
export class TrainingSession {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'week_id' }) weekId!: string;
  @Column('timestamptz', { name: 'starts_at' }) startsAt!: Date;
  @Column('timestamptz', { name: 'ends_at' }) endsAt!: Date;
  @Column('text') place!: string;
  @Column('text') trainer!: string;
  @Column('int') capacity!: number;
  @Column('int') taken!: number;
  @Column('boolean', { name: 'is_make_up' }) isMakeUp!: boolean;
  @Column('timestamptz', { name: 'cancelled_at', nullable: true }) cancelledAt!: Date | null;
  @Column('text', { name: 'cancel_reason', nullable: true }) cancelReason!: string | null;
  @Column('int') version!: number;
}

@Entity('training_booking')
export class TrainingBooking {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'week_id' }) weekId!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') state!: BookingState;
  @Column('uuid', { name: 'session_id', nullable: true }) sessionId!: string | null;
  @Column('uuid', { name: 'waiting_for', nullable: true }) waitingFor!: string | null;
  @Column('timestamptz', { name: 'queued_at', nullable: true }) queuedAt!: Date | null;
  @Column('text', { name: 'trainee_name' }) traineeName!: string;
  @Column('text', { name: 'trainee_phone' }) traineePhone!: string;
  @Column('date', { name: 'wished_days', array: true }) wishedDays!: string[];
  @Column('text', { name: 'wished_half', nullable: true }) wishedHalf!: Half | null;
  @Column('text') source!: Source;
  @Column('int') sequence!: number;
  @Column('int', { name: 'told_sequence', nullable: true }) toldSequence!: number | null;
  @Column('uuid', { name: 'told_session_id', nullable: true }) toldSessionId!: string | null;
  @Column('int', { name: 'told_to' }) toldTo!: number;
  @Column('timestamptz', { name: 'checked_in_at', nullable: true }) checkedInAt!: Date | null;
  @Column('uuid', { name: 'checked_in_by', nullable: true }) checkedInBy!: string | null;
  @Column('text', { name: 'checked_in_how', nullable: true }) checkedInHow!: CheckInWay | null;
  @Column('uuid', { name: 'made_by', nullable: true }) madeBy!: string | null;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
  @Column('timestamptz', { name: 'changed_at' }) changedAt!: Date;
  @Column('int') version!: number;
}

@Entity('training_feed')
export class TrainingFeed {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'week_id' }) weekId!: string;
  @Column('text', { nullable: true }) trainer!: string | null;
  @Column('bytea', { name: 'token_hash' }) tokenHash!: Buffer;
  @Column('uuid', { name: 'made_by' }) madeBy!: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
  @Column('uuid', { name: 'revoked_by', nullable: true }) revokedBy!: string | null;
}
