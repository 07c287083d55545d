import { ApiProperty } from '@nestjs/swagger';
import { ScanWire } from '../attachments/attachment.wire.ts';
import { OUTGOING_STATES, type OutgoingState } from './outgoing.states.ts';

const REMEDIES = ['replace-file', 'new-document', 'replace-document', 'release'] as const;
export type Remedy = (typeof REMEDIES)[number];

/** A file that keeps a document of the unit from being sent, or from being read. */
export class ScanAlertWire {
  attachmentId!: string;
  name!: string;
  scan!: ScanWire;
  documentId!: string;
  unitId!: string;
  @ApiProperty({ type: String, nullable: true })
  symbol!: string | null;
  subject!: string;
  @ApiProperty({ enum: OUTGOING_STATES })
  state!: OutgoingState;
  /**
   * What ends it. `replace-file`: the document can still be edited; `new-document`: it is issued, so its number is voided; `replace-document`:
   * it is out, so another one replaces it; `release`: a leader may answer for the file.
   */
  @ApiProperty({ enum: REMEDIES, isArray: true })
  remedies!: Remedy[];
}

export class ScanAlertPageWire {
  items!: ScanAlertWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}
