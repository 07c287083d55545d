import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ScanState, UnscannableReason } from './scan.states.ts';

/** What the scanner said of a content. */
@Entity('blob_scan')
export class BlobScan {
  @PrimaryColumn('text') sha256!: string;
  @Column('text') state!: Exclude<ScanState, 'off' | 'released'>;
  /** What was found in it. */
  @Column('text', { nullable: true }) signature!: string | null;
  @Column('text', { nullable: true }) reason!: UnscannableReason | null;
  /** The scanner's VERSION: program, database and its date. */
  @Column('text', { name: 'scanned_with', nullable: true }) scannedWith!: string | null;
  @Column('timestamptz', { name: 'scanned_at', nullable: true }) scannedAt!: Date | null;
  /** Tries without a verdict since it was asked for. */
  @Column('int') attempts!: number;
  @Column('text', { name: 'last_error', nullable: true }) lastError!: string | null;
  @Column('timestamptz', { name: 'asked_at' }) askedAt!: Date;
}

/** A leader answers for a file that cannot be scanned. */
@Entity('scan_release')
export class ScanRelease {
  @PrimaryColumn('uuid', { name: 'attachment_id' }) attachmentId!: string;
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  @Column('uuid', { name: 'post_id' }) postId!: string;
  @Column('uuid', { name: 'delegation_id', nullable: true }) delegationId!: string | null;
  @Column('text') reason!: string;
  @Column('timestamptz') at!: Date;
}
