import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Fact } from './fact.ts';

@Entity('receipt')
export class Receipt {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('uuid', { name: 'other_unit_id', nullable: true }) otherUnitId!: string | null;
  @Column('bigint') seq!: string;
  @Column('uuid', { name: 'delivery_id', nullable: true }) deliveryId!: string | null;
  @Column('uuid', { name: 'document_id', nullable: true }) documentId!: string | null;
  @Column('text') fact!: Fact;
  @Column('uuid', { name: 'account_id', nullable: true }) accountId!: string | null;
  @Column('text', { name: 'account_name', nullable: true }) accountName!: string | null;
  @Column('uuid', { name: 'post_id', nullable: true }) postId!: string | null;
  @Column('text', { name: 'post_role', nullable: true }) postRole!: string | null;
  @Column('text', { name: 'post_title', nullable: true }) postTitle!: string | null;
  @Column('timestamptz') at!: Date;
  @Column('int') revision!: number;
  @Column('uuid', { name: 'implied_by', nullable: true }) impliedBy!: string | null;
  @Column('text', { nullable: true }) address!: string | null;
  @Column('jsonb') detail!: Record<string, unknown>;
  @Column('bytea') leaf!: Buffer;
  @Column('bytea') hash!: Buffer;
  @Column('uuid', { name: 'delegation_id', nullable: true }) delegationId!: string | null;
  @Column('uuid', { name: 'for_account_id', nullable: true }) forAccountId!: string | null;
  @Column('text', { name: 'for_account_name', nullable: true }) forAccountName!: string | null;
  /** The transaction that wrote it; for the sealer alone. */
  @Column('bigint', { nullable: true, select: false }) xact?: string | null;
}

@Entity('receipt_chain')
export class ReceiptChain {
  @PrimaryColumn('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('bigint') seq!: string;
  @Column('bytea') hash!: Buffer;
}
