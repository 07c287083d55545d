import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row: whether everybody may see how far the move is. */
@Entity('cutover_scoreboard')
export class CutoverScoreboard {
  @PrimaryColumn('boolean') one!: boolean;
  @Column('boolean') shown!: boolean;
  @Column('boolean') names!: boolean;
  @Column('timestamptz', { name: 'changed_at', nullable: true }) changedAt!: Date | null;
  @Column('uuid', { name: 'changed_by', nullable: true }) changedBy!: string | null;
}

/** An inbox was written to on that day. */
@Entity('legacy_reminder')
export class LegacyReminder {
  @PrimaryColumn('uuid', { name: 'inbox_id' }) inboxId!: string;
  @PrimaryColumn('date') day!: string;
  @Column('timestamptz') at!: Date;
  @Column('uuid', { name: 'account_id' }) accountId!: string;
}
