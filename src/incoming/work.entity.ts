import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Part } from './incoming.policy.ts';

/** The leader's instruction (bút phê) in force, or replaced by a later one. */
@Entity('assignment')
export class Assignment {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'delivery_id' }) deliveryId!: string;
  @Column('text') instruction!: string;
  @Column('timestamptz', { name: 'due_at', nullable: true }) dueAt!: Date | null;
  @Column('uuid', { name: 'assigned_by' }) assignedBy!: string;
  @Column('uuid', { name: 'assigned_post' }) assignedPost!: string;
  @Column('timestamptz') at!: Date;
  @Column('timestamptz', { name: 'replaced_at', nullable: true }) replacedAt!: Date | null;
  /** The leader was away: given by whoever stood in. */
  @Column('uuid', { name: 'delegation_id', nullable: true }) delegationId!: string | null;
  /** Whose part it was before it was handed over to a successor. */
  @Column('uuid', { name: 'handed_over_from', nullable: true }) handedOverFrom!: string | null;
}

@Entity('assignment_person')
export class AssignmentPerson {
  @PrimaryColumn('uuid', { name: 'assignment_id' }) assignmentId!: string;
  @PrimaryColumn('uuid', { name: 'account_id' }) accountId!: string;
  @Column('text') part!: Part;
}

@Entity('progress_note')
export class ProgressNote {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'delivery_id' }) deliveryId!: string;
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  @Column('uuid', { name: 'post_id' }) postId!: string;
  @Column('text') text!: string;
  @Column('timestamptz') at!: Date;
  @Column('uuid', { name: 'delegation_id', nullable: true }) delegationId!: string | null;
}
