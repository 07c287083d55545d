import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../platform/access/role.ts';

/** A person in a role at a unit, from–to. Custody changes hands by ending one and starting another. */
@Entity('post')
export class Post {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') role!: Role;
  @Column('text') title!: string;
  @Column('timestamptz', { name: 'starts_at' }) startsAt!: Date;
  /** The first instant it is no longer held; null = open. */
  @Column('timestamptz', { name: 'ends_at', nullable: true }) endsAt!: Date | null;
}
