import { Column, Entity, PrimaryColumn } from 'typeorm';

const asNumber = { from: Number, to: (value: number) => value };

/** A file on its way: how far it is, and what became of it. Kept for some days after its end, for those who lost the answer. */
@Entity('upload')
export class Upload {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') name!: string;
  @Column('bigint', { transformer: asNumber }) size!: number;
  @Column('text', { name: 'declared_sha256', nullable: true }) declaredSha256!: string | null;
  @Column('bigint', { transformer: asNumber }) received!: number;
  @Column('bigint', { transformer: asNumber }) synced!: number;
  @Column('text', { nullable: true }) boot!: string | null;
  @Column('int') generation!: number;
  @Column('text', { name: 'media_type', nullable: true }) mediaType!: string | null;
  @Column('text', { nullable: true }) sha256!: string | null;
  @Column('uuid', { name: 'attachment_id', nullable: true }) attachmentId!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'touched_at' }) touchedAt!: Date;
}
