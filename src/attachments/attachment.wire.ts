import { ApiProperty } from '@nestjs/swagger';
import type { KnownFile } from './attachments.reader.ts';
import { SCAN_STATES, UNSCANNABLE_REASONS, type ScanState } from './scan.states.ts';

/** May the file be opened? */
export class ScanWire {
  /**
   * `off`: not scanned, the system has no scanner; it can be opened. `pending`: nobody can open it yet. `clean`. `infected`: nobody can
   * open it any more. `unscannable`: nobody can open it until a leader of its unit answers for it, then `released`.
   */
  @ApiProperty({ enum: SCAN_STATES })
  state!: ScanState;
  /** What was found in an infected file. */
  @ApiProperty({ type: String, nullable: true })
  signature!: string | null;
  /** Why it cannot be scanned. */
  @ApiProperty({ enum: UNSCANNABLE_REASONS, nullable: true })
  reason!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  scannedAt!: string | null;
}

/** A file that was taken in. */
export class AttachmentWire {
  @ApiProperty({ format: 'uuid' }) id!: string;
  /** The name on the sender's machine, in NFC. */
  name!: string;
  /** In bytes. */
  size!: number;
  /** SHA-256 of the content, in lower-case hex; also its ETag. */
  sha256!: string;
  /** Found from the content and the extension, not what the client said. */
  mediaType!: string;
  @ApiProperty({ format: 'date-time' }) uploadedAt!: string;
  /** The unit it was uploaded for. */
  @ApiProperty({ format: 'uuid' }) unitId!: string;
  scan!: ScanWire;
}

export class UploadedWire {
  /** In the order of the parts. */
  items!: AttachmentWire[];
}

/** What clients get to know about a file. */
export function toAttachmentWire(a: KnownFile): AttachmentWire {
  const { id, name, size, sha256, mediaType, unitId } = a;
  return { id, name, size, sha256, mediaType, uploadedAt: a.uploadedAt.toISOString(), unitId, scan: toScanWire(a) };
}

/** What clients get to know about its scan. */
export function toScanWire({ scanState, scanSignature, scanReason, scannedAt }: KnownFile): ScanWire {
  return {
    state: scanState,
    signature: scanSignature,
    reason: scanReason,
    scannedAt: scannedAt?.toISOString() ?? null,
  };
}
