import { Column, Entity, PrimaryColumn } from 'typeorm';

/** bigint comes as text; files are far below 2^53 bytes. */
const asNumber = { from: Number, to: (value: number) => value };

/** A file as a unit uploaded it: its name and type. The same bytes uploaded twice are two of these over one blob. */
@Entity('attachment')
export class Attachment {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') name!: string;
  @Column('text') sha256!: string;
  @Column('bigint', { transformer: asNumber }) size!: number;
  @Column('text', { name: 'media_type' }) mediaType!: string;
  @Column('uuid', { name: 'uploaded_by' }) uploadedBy!: string;
  @Column('timestamptz', { name: 'uploaded_at' }) uploadedAt!: Date;
}
