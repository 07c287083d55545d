import { ApiProperty } from '@nestjs/swagger';
import { SCAN_STATES, type ScanState } from '../attachments/scan.states.ts';
import { DEFECTS, type Defect } from '../platform/mail/message-shape.ts';

/** A mail from before the cutover, as a line of a list. Nobody's receipt: that it was read in the old inbox proves nothing here. */
export class ArchivedMailLineWire {
  id!: string;
  unitId!: string;
  inboxId!: string;
  /** Of the inbox it lay in. */
  inboxAddress!: string;
  /** When it came into the inbox. */
  receivedAt!: string;
  /** What its own Date says; null when that cannot be read. */
  @ApiProperty({ type: String, nullable: true })
  sentAt!: string | null;
  fromName!: string;
  fromAddress!: string;
  subject!: string;
  /** The beginning of its text. */
  snippet!: string;
  size!: number;
  fileCount!: number;
  folders!: string[];
  /** IMAP's words: \Seen, \Answered, \Flagged … */
  flags!: string[];
  /** What is wrong with it; it is kept as it came. */
  @ApiProperty({ enum: DEFECTS, isArray: true })
  defects!: Defect[];
}

export class ArchivedMailPageWire {
  items!: ArchivedMailLineWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

export class ArchivedMailFileWire {
  id!: string;
  name!: string;
  mediaType!: string;
  size!: number;
  sha256!: string;
  @ApiProperty({ enum: SCAN_STATES })
  scanState!: ScanState;
}

/** A mail from before the cutover. */
export class ArchivedMailWire extends ArchivedMailLineWire {
  @ApiProperty({ type: String, nullable: true })
  messageId!: string | null;
  to!: string;
  cc!: string;
  /** Of the bytes as they came. */
  sha256!: string;
  text!: string;
  /** Only the beginning is shown; the raw mail has all of it. */
  isTextCut!: boolean;
  /** There is a page to be shown in a frame: `/archived-mails/:id/page`. */
  hasHtml!: boolean;
  files!: ArchivedMailFileWire[];
}
