import { ApiProperty } from '@nestjs/swagger';
import { DIFFERENCES, type DifferenceKind } from './proof.policy.ts';

export const PROOF_STATES = ['waiting', 'running', 'done', 'failed'] as const;
export type ProofState = (typeof PROOF_STATES)[number];

export class DifferenceCountWire {
  @ApiProperty({ enum: DIFFERENCES })
  kind!: DifferenceKind;
  isExplained!: boolean;
  count!: number;
}

/** What a server held against what the archive held. Figures only: what the mails say is for the unit. */
export class MailProofWire {
  id!: string;
  inboxId!: string;
  @ApiProperty({ enum: PROOF_STATES })
  state!: ProofState;
  /** Why it failed. */
  @ApiProperty({ type: String, nullable: true })
  problem!: string | null;
  requestedBy!: string;
  requestedAt!: string;
  @ApiProperty({ type: String, nullable: true })
  beganAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  endedAt!: string | null;
  /** Every message was read again, not only listed. */
  everyHash!: boolean;
  /** False: there is no server; the uploaded files were compared. */
  hasServer!: boolean;
  folders!: number;
  onServer!: number;
  serverBytes!: number;
  /** Messages the archive has taken in, of all sources. */
  inArchive!: number;
  /** Distinct mails among them. */
  mails!: number;
  /** Equal without a word. */
  same!: number;
  /** Read again for their SHA-256. */
  hashed!: number;
  explained!: number;
  unexplained!: number;
  differences!: DifferenceCountWire[];
  /** Done, and nothing is unexplained. */
  agrees!: boolean;
  /** Mails came since, or it is too old: compare again. */
  isStale!: boolean;
}

export class MailProofPageWire {
  items!: MailProofWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

export class MailDifferenceWire {
  position!: number;
  @ApiProperty({ enum: DIFFERENCES })
  kind!: DifferenceKind;
  isExplained!: boolean;
  folder!: string;
  uidValidity!: number;
  uid!: number;
  @ApiProperty({ type: String, nullable: true })
  messageId!: string | null;
  @ApiProperty({ type: Number, nullable: true })
  serverSize!: number | null;
  @ApiProperty({ type: String, nullable: true })
  serverSha256!: string | null;
  @ApiProperty({ type: Number, nullable: true })
  archiveSize!: number | null;
  @ApiProperty({ type: String, nullable: true })
  archiveSha256!: string | null;
}

export class MailDifferencePageWire {
  items!: MailDifferenceWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}
