import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who somebody is at an OpenID Connect provider. */
@Entity('external_identity')
export class ExternalIdentity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  @Column('text') issuer!: string;
  /** The provider's own identifier of the person; names and addresses change, this one does not. */
  @Column('text') subject!: string;
  /** The name it had at the provider when it was linked, for people to recognise. */
  @Column('text', { nullable: true }) label!: string | null;
  @Column('text', { name: 'linked_by' }) linkedBy!: LinkedBy;
  @Column('timestamptz', { name: 'linked_at' }) linkedAt!: Date;
  @Column('timestamptz', { name: 'last_used_at', nullable: true }) lastUsedAt!: Date | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('uuid', { name: 'ended_by', nullable: true }) endedBy!: string | null;
}

/** By the person when signed in, or by itself at the first sign-in because name or address was the same. */
export const LINKED_BY = ['person', 'username', 'email'] as const;
export type LinkedBy = (typeof LINKED_BY)[number];
