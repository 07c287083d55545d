import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { HandedOver } from './handover.wire.ts';

/** What one person handed over to another at one unit, as it was listed then, and when it was signed for. */
@Entity('handover')
export class Handover {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('uuid', { name: 'from_id' }) fromId!: string;
  @Column('uuid', { name: 'to_id' }) toId!: string;
  @Column('text') reason!: string;
  @Column('jsonb') obligations!: HandedOver;
  @Column('uuid', { name: 'made_by' }) madeBy!: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
  @Column('timestamptz', { name: 'signed_at', nullable: true }) signedAt!: Date | null;
  @Column('text', { name: 'signature_note', nullable: true }) signatureNote!: string | null;
}
