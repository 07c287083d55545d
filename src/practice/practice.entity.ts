import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PracticeAct, PracticeRole } from './practice.roles.ts';

@Entity('practice_progress')
export class PracticeProgressRow {
  @PrimaryColumn('uuid', { name: 'account_id' }) accountId!: string;
  @PrimaryColumn('text') act!: PracticeAct;
  @Column('timestamptz', { name: 'first_at' }) firstAt!: Date;
}

@Entity('practice_world')
export class PracticeWorldRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'owner_id' }) ownerId!: string;
  @Column('uuid', { name: 'office_id' }) officeId!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('uuid', { name: 'clerk_id' }) clerkId!: string;
  @Column('uuid', { name: 'leader_id' }) leaderId!: string;
  @Column('uuid', { name: 'office_clerk_id' }) officeClerkId!: string;
  @Column('text') role!: PracticeRole;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
}

@Entity('practice_lesson')
export class PracticeLessonRow {
  @PrimaryColumn('uuid', { name: 'world_id' }) worldId!: string;
  @PrimaryColumn('text') role!: string;
  @PrimaryColumn('smallint') number!: number;
  @Column('uuid', { name: 'document_id' }) documentId!: string;
}
