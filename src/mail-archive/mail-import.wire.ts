import { ApiProperty } from '@nestjs/swagger';
import {
  MAIL_IMPORT_STATES,
  MAIL_PROBLEMS,
  MAIL_SOURCES,
  type MailImportState,
  type MailProblem,
  type MailSource,
} from './mail-import.states.ts';

/** What one may do with it now. */
export class MailImportCanWire {
  pause!: boolean;
  resume!: boolean;
  cancel!: boolean;
}

/** One passage over an old inbox, or over an uploaded file of its mails. */
export class MailImportWire {
  id!: string;
  inboxId!: string;
  @ApiProperty({ enum: MAIL_SOURCES })
  source!: MailSource;
  /** Of the uploaded file; null for a server. */
  @ApiProperty({ type: String, nullable: true })
  fileName!: string | null;
  @ApiProperty({ enum: MAIL_IMPORT_STATES })
  state!: MailImportState;
  stateSince!: string;
  /** Why it is paused, or what went wrong last while it goes on by itself; null for one that somebody paused. */
  @ApiProperty({ enum: MAIL_PROBLEMS, nullable: true })
  problem!: MailProblem | null;
  requestedBy!: string;
  requestedAt!: string;
  @ApiProperty({ type: String, nullable: true })
  startedAt!: string | null;
  @ApiProperty({ type: Number, nullable: true })
  foldersTotal!: number | null;
  foldersDone!: number;
  /** Mails there were to bring over, as far as it could be counted at the beginning. */
  @ApiProperty({ type: Number, nullable: true })
  expected!: number | null;
  /** Mails looked at. */
  seen!: number;
  /** New in the archive. */
  copied!: number;
  /** In the archive already: the same mail in another folder or file, or along another way. */
  duplicates!: number;
  /** Kept as they came, but odd: NUL bytes, mixed line ends, no header, parts nobody can read. */
  broken!: number;
  /** Not handed out by the server, or unreadable in the file. */
  failed!: number;
  bytes!: number;
  /** While it worked; null before the first mail. */
  @ApiProperty({ type: Number, nullable: true })
  mailsPerMinute!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  remainingSeconds!: number | null;
  can!: MailImportCanWire;
}

export class MailImportPageWire {
  items!: MailImportWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}
