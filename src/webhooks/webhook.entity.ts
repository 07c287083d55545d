import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EventType, WebhookEventName } from './webhook-events.ts';

/** Why a webhook was switched off by the service: it failed for days, or its address said that nobody is there any more. */
export const OFF_REASONS = ['failing', 'gone'] as const;
export type OffReason = (typeof OFF_REASONS)[number];

/** Another system that is told what happens at a unit. */
@Entity('webhook')
export class Webhook {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') url!: string;
  @Column('text') description!: string;
  @Column('text', { array: true }) events!: WebhookEventName[];
  @Column('boolean') active!: boolean;
  @Column('text', { name: 'off_why', nullable: true }) offWhy!: OffReason | null;
  /** Counts the secrets it has had; the secret itself is derived. */
  @Column('integer', { name: 'secret_generation' }) secretGeneration!: number;
  @Column('timestamptz', { name: 'previous_secret_until', nullable: true }) previousSecretUntil!: Date | null;
  @Column('uuid', { name: 'created_by' }) createdBy!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  @Column('integer') version!: number;
}

export const EVENT_STATES = ['waiting', 'done', 'failed', 'cancelled'] as const;
export type EventState = (typeof EVENT_STATES)[number];

/** One event for one webhook. */
@Entity('webhook_event')
export class WebhookEvent {
  /** Also the `webhook-id` it is sent under, however often. */
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'webhook_id' }) webhookId!: string;
  @Column('bigint') seq!: string;
  @Column('text') type!: EventType;
  @Column('timestamptz') at!: Date;
  @Column('uuid', { name: 'receipt_id', nullable: true }) receiptId!: string | null;
  @Column('bigint', { name: 'receipt_seq', nullable: true }) receiptSeq!: string | null;
  @Column('uuid', { name: 'acting_unit_id', nullable: true }) actingUnitId!: string | null;
  @Column('uuid', { name: 'other_unit_id', nullable: true }) otherUnitId!: string | null;
  @Column('uuid', { name: 'delivery_id', nullable: true }) deliveryId!: string | null;
  @Column('uuid', { name: 'document_id', nullable: true }) documentId!: string | null;
  @Column('text') state!: EventState;
  @Column('integer') attempts!: number;
  @Column('timestamptz', { name: 'next_at' }) nextAt!: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
}
