import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Urgency } from '../calendar/deadlines.policy.ts';
import type { NoticeParams } from './notice-texts.ts';
import type { NotificationKind } from './notification-kinds.ts';

/** What somebody was told: a line behind the bell. Reading it is no receipt. */
@Entity('notice')
export class NoticeRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  /** Whose business it is. */
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') kind!: NotificationKind;
  @Column('text') key!: string;
  @Column('jsonb') params!: NoticeParams[NotificationKind];
  /** Below the service's public address. */
  @Column('text') path!: string;
  @Column('text') urgency!: Urgency;
  @Column('timestamptz') at!: Date;
  @Column('timestamptz', { name: 'read_at', nullable: true }) readAt!: Date | null;
}
