import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Choice } from './notification-kinds.ts';

/** How a person wants to be told of one kind; without a row the usual way holds. */
@Entity('notification_choice')
export class NotificationChoice {
  @PrimaryColumn('uuid', { name: 'account_id' }) accountId!: string;
  @PrimaryColumn('text') kind!: string;
  @Column('text') choice!: Choice;
  @Column('timestamptz', { name: 'chosen_at' }) chosenAt!: Date;
}
