import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('recipient_group')
export class RecipientGroup {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'owner_unit_id' }) ownerUnitId!: string;
  @Column('text') name!: string;
  @Column('text') description!: string;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  @Column('int') version!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}
