import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A colleague may act in a post, from–to (uỷ quyền). Never edited; ended early by `endedAt`. */
@Entity('delegation')
export class DelegationRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'post_id' }) postId!: string;
  @Column('uuid', { name: 'receiver_id' }) receiverId!: string;
  @Column('timestamptz', { name: 'starts_at' }) startsAt!: Date;
  /** The first instant it no longer holds. */
  @Column('timestamptz', { name: 'ends_at' }) endsAt!: Date;
  @Column('text') reason!: string;
  @Column('uuid', { name: 'made_by' }) madeBy!: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('uuid', { name: 'ended_by', nullable: true }) endedBy!: string | null;
}
