import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EventAct, Right } from './group.kinds.ts';
import type { RequestKind, RequestState } from './group-request.states.ts';

@Entity('recipient_group_request')
export class RecipientGroupRequest {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'group_id' }) groupId!: string;
  @Column('text') kind!: RequestKind;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') state!: RequestState;
  @Column('text') reason!: string;
  @Column('timestamptz', { name: 'asked_at' }) askedAt!: Date;
  @Column('uuid', { name: 'asked_by_account_id' }) askedByAccountId!: string;
  @Column('uuid', { name: 'asked_by_post_id' }) askedByPostId!: string;
  @Column('uuid', { name: 'asked_by_delegation_id', nullable: true }) askedByDelegationId!: string | null;
  @Column('text', { nullable: true }) answer!: string | null;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt!: Date | null;
  @Column('uuid', { name: 'answered_by_account_id', nullable: true }) answeredByAccountId!: string | null;
  @Column('uuid', { name: 'answered_by_post_id', nullable: true }) answeredByPostId!: string | null;
  @Column('uuid', { name: 'answered_by_delegation_id', nullable: true }) answeredByDelegationId!: string | null;
}

@Entity('recipient_group_event')
export class RecipientGroupEvent {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'group_id' }) groupId!: string;
  @Column('timestamptz') at!: Date;
  @Column('text') act!: EventAct;
  @Column('text', { name: 'by_right' }) byRight!: Right;
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  @Column('text', { name: 'account_name' }) accountName!: string;
  @Column('text', { name: 'for_account_name', nullable: true }) forAccountName!: string | null;
  @Column('uuid', { name: 'delegation_id', nullable: true }) delegationId!: string | null;
  @Column('text', { name: 'post_title' }) postTitle!: string;
  @Column('uuid', { name: 'post_unit_id' }) postUnitId!: string;
  @Column('uuid', { name: 'request_id', nullable: true }) requestId!: string | null;
  @Column('uuid', { name: 'unit_ids', array: true }) unitIds!: string[];
  @Column('uuid', { name: 'other_group_ids', array: true }) otherGroupIds!: string[];
  @Column('jsonb') detail!: Record<string, unknown>;
  @Column('bigint') seq!: string;
}
