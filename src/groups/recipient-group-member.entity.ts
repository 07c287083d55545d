import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('recipient_group_member')
export class RecipientGroupMember {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'group_id' }) groupId!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('timestamptz', { name: 'joined_at' }) joinedAt!: Date;
  @Column('timestamptz', { name: 'left_at', nullable: true }) leftAt!: Date | null;
}
