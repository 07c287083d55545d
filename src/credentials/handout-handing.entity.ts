import { Column, Entity, PrimaryColumn } from 'typeorm';

export const HANDING_WAYS = ['in_person', 'post', 'phone'] as const;
export type HandingWay = (typeof HANDING_WAYS)[number];

/** Who handed which slip to whom. Kept for good; codes themselves are forgotten. */
@Entity('handout_handing')
export class HandoutHanding {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'code_id' }) codeId!: string;
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('timestamptz', { name: 'code_issued_at' }) codeIssuedAt!: Date;
  @Column('text') recipient!: string;
  @Column('text', { name: 'recipient_phone' }) recipientPhone!: string;
  @Column('text') way!: HandingWay;
  @Column('uuid', { name: 'handed_by' }) handedBy!: string;
  @Column('timestamptz', { name: 'handed_at' }) handedAt!: Date;
  @Column('timestamptz', { name: 'noted_at' }) notedAt!: Date;
}
