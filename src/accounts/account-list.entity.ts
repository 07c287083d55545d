import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A list that made accounts; nobody on it gets a code before the level above has approved it. Its id is that of the import. */
@Entity('account_list')
export class AccountList {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('uuid', { name: 'listed_by' }) listedBy!: string;
  @Column('timestamptz', { name: 'listed_at' }) listedAt!: Date;
  /** As it was when it was listed. */
  @Column('boolean', { name: 'needs_approval' }) needsApproval!: boolean;
  @Column('timestamptz', { name: 'approved_at', nullable: true }) approvedAt!: Date | null;
  @Column('uuid', { name: 'approved_by', nullable: true }) approvedBy!: string | null;
  @Column('text', { name: 'approval_note', nullable: true }) approvalNote!: string | null;
  @Column('timestamptz', { name: 'declined_at', nullable: true }) declinedAt!: Date | null;
  @Column('uuid', { name: 'declined_by', nullable: true }) declinedBy!: string | null;
  @Column('text', { name: 'decline_reason', nullable: true }) declineReason!: string | null;
}

@Entity('account_list_entry')
export class AccountListEntry {
  @PrimaryColumn('uuid', { name: 'account_id' }) accountId!: string;
  @Column('uuid', { name: 'list_id' }) listId!: string;
}

/** Whether lists from below a unit are approved. */
@Entity('account_list_rule')
export class AccountListRule {
  @PrimaryColumn('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('boolean', { name: 'is_required' }) isRequired!: boolean;
  @Column('uuid', { name: 'set_by' }) setBy!: string;
  @Column('timestamptz', { name: 'set_at' }) setAt!: Date;
}
