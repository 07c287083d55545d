import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('audit_entry')
export class AuditEntry {
  @PrimaryColumn('uuid') id!: string;
  @Column('timestamptz') at!: Date;
  @Column('uuid', { name: 'account_id', nullable: true }) accountId!: string | null;
  @Column('uuid', { name: 'post_id', nullable: true }) postId!: string | null;
  /** Done for an absent colleague, who holds the post. */
  @Column('uuid', { name: 'delegation_id', nullable: true }) delegationId!: string | null;
  @Column('uuid', { name: 'unit_id', nullable: true }) unitId!: string | null;
  @Column('text') act!: string;
  @Column('text', { name: 'subject_type' }) subjectType!: string;
  @Column('uuid', { name: 'subject_id', nullable: true }) subjectId!: string | null;
  @Column('text', { nullable: true }) address!: string | null;
  @Column('jsonb') detail!: Record<string, unknown>;
}
