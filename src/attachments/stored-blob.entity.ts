import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The bytes of a file that are safely on disk, once per content. */
@Entity('blob')
export class StoredBlob {
  @PrimaryColumn('text') sha256!: string;
  @Column('bigint', { transformer: { from: Number, to: (value: number) => value } }) size!: number;
  @Column('timestamptz', { name: 'stored_at' }) storedAt!: Date;
}
