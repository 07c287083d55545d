import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A browser that wants to be told of things. Nothing is sent once its session has ended. */
@Entity('push_subscription')
export class PushSubscription {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  @Column('uuid', { name: 'session_id' }) sessionId!: string;
  /** Where its push service takes messages: who knows it can send to it, so it is never shown or logged. */
  @Column('text') endpoint!: string;
  @Column('bytea', { name: 'endpoint_hash' }) endpointHash!: Buffer;
  @Column('text') p256dh!: string;
  @Column('text') auth!: string;
  @Column('text', { name: 'user_agent', nullable: true }) userAgent!: string | null;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
  @Column('timestamptz', { name: 'used_at', nullable: true }) usedAt!: Date | null;
  /** Messages its service refused since the last one it took. */
  @Column('integer') failures!: number;
}

/** A message that still has to be sent to a device; gone when it was sent or is no use any more. */
@Entity('push_message')
export class PushMessage {
  @PrimaryColumn('uuid', { name: 'subscription_id' }) subscriptionId!: string;
  @PrimaryColumn('uuid', { name: 'notice_id' }) noticeId!: string;
  @Column('timestamptz', { name: 'next_at' }) nextAt!: Date;
  @Column('integer') attempts!: number;
}
