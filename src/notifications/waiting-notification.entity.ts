import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A line of somebody's next daily mail; told rows stay a while, so that a repeated job tells nothing twice. */
@Entity('waiting_notification')
export class WaitingNotification {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  @Column('text') kind!: string;
  @Column('text') key!: string;
  @Column('text') line!: string;
  /** Below the service's public address. */
  @Column('text') path!: string;
  @Column('timestamptz') at!: Date;
  @Column('timestamptz', { name: 'told_at', nullable: true }) toldAt!: Date | null;
}
