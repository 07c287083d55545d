import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Channel, Sector, UnitKind } from '../units/unit-kinds.ts';
import type { Reach, Visibility } from './group.kinds.ts';

@Entity('recipient_group')
export class RecipientGroup {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'owner_unit_id' }) ownerUnitId!: string;
  @Column('text') name!: string;
  @Column('text') description!: string;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  @Column('int') version!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('text') visibility!: Visibility;
  @Column('uuid', { name: 'keeper_post_id', nullable: true }) keeperPostId!: string | null;
}

@Entity('recipient_group_member')
export class RecipientGroupMember {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'group_id' }) groupId!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('timestamptz', { name: 'joined_at' }) joinedAt!: Date;
  @Column('timestamptz', { name: 'left_at', nullable: true }) leftAt!: Date | null;
}

@Entity('recipient_group_rule')
export class RecipientGroupRule {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'group_id' }) groupId!: string;
  @Column('uuid', { name: 'root_unit_id' }) rootUnitId!: string;
  @Column('text') reach!: Reach;
  @Column('text', { array: true }) kinds!: UnitKind[];
  @Column('text', { array: true }) sectors!: Sector[];
  @Column('text', { array: true }) channels!: Channel[];
  @Column('timestamptz') since!: Date;
  @Column('timestamptz', { nullable: true }) until!: Date | null;
}

@Entity('recipient_group_exception')
export class RecipientGroupException {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'group_id' }) groupId!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('timestamptz') since!: Date;
  @Column('timestamptz', { nullable: true }) until!: Date | null;
}

@Entity('recipient_group_link')
export class RecipientGroupLink {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'parent_id' }) parentId!: string;
  @Column('uuid', { name: 'child_id' }) childId!: string;
  @Column('timestamptz') since!: Date;
  @Column('timestamptz', { nullable: true }) until!: Date | null;
}
