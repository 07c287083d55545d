import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MailImportState, MailProblem, MailSource } from './mail-import.states.ts';

/** bigint comes as text; sizes and counts are far below 2^53. */
const asNumber = {
  from: (value: string | null) => (value === null ? null : Number(value)),
  to: (value: number | null) => value,
};

/** One passage over an old inbox or an uploaded file. */
@Entity('mail_import')
export class MailImport {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'inbox_id' }) inboxId!: string;
  @Column('text') source!: MailSource;
  @Column('text') state!: MailImportState;
  @Column('timestamptz', { name: 'state_since' }) stateSince!: Date;
  @Column('text', { nullable: true }) problem!: MailProblem | null;
  @Column('int') failures!: number;
  @Column('uuid', { name: 'requested_by' }) requestedBy!: string;
  @Column('timestamptz', { name: 'requested_at' }) requestedAt!: Date;
  @Column('timestamptz', { name: 'started_at', nullable: true }) startedAt!: Date | null;
  @Column('text', { name: 'file_name', nullable: true }) fileName!: string | null;
  @Column('text', { name: 'file_sha256', nullable: true }) fileSha256!: string | null;
  @Column('bigint', { name: 'file_size', nullable: true, transformer: asNumber }) fileSize!: number | null;
  @Column('bigint', { transformer: asNumber }) position!: number;
  @Column('int', { name: 'folders_total', nullable: true }) foldersTotal!: number | null;
  @Column('int', { name: 'folders_done' }) foldersDone!: number;
  @Column('int', { nullable: true }) expected!: number | null;
  @Column('int') seen!: number;
  @Column('int') copied!: number;
  @Column('int') duplicates!: number;
  @Column('int') broken!: number;
  @Column('int') failed!: number;
  @Column('bigint', { transformer: asNumber }) bytes!: number;
  @Column('bigint', { name: 'worked_ms', transformer: asNumber }) workedMs!: number;
  @Column('uuid', { nullable: true }) claim!: string | null;
  @Column('timestamptz', { name: 'claimed_until', nullable: true }) claimedUntil!: Date | null;
}

/** How far a folder of a server has been read. */
@Entity('mail_import_folder')
export class MailImportFolder {
  @PrimaryColumn('uuid', { name: 'inbox_id' }) inboxId!: string;
  @PrimaryColumn('text') folder!: string;
  @Column('bigint', { name: 'uid_validity', transformer: asNumber }) uidValidity!: number;
  @Column('bigint', { name: 'last_uid', transformer: asNumber }) lastUid!: number;
  @Column('timestamptz', { name: 'read_at' }) readAt!: Date;
}

/** A mail of an old inbox, before the cutover. */
@Entity('archived_mail')
export class ArchivedMail {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'inbox_id' }) inboxId!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text', { name: 'content_key' }) contentKey!: string;
  @Column('text', { name: 'message_id', nullable: true }) messageId!: string | null;
  @Column('uuid', { name: 'raw_id' }) rawId!: string;
  @Column('text') sha256!: string;
  @Column('bigint', { transformer: asNumber }) size!: number;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt!: Date | null;
  @Column('timestamptz', { name: 'received_at' }) receivedAt!: Date;
  @Column('text', { name: 'from_name' }) fromName!: string;
  @Column('text', { name: 'from_address' }) fromAddress!: string;
  @Column('text', { name: 'to_line' }) toLine!: string;
  @Column('text', { name: 'cc_line' }) ccLine!: string;
  @Column('text') subject!: string;
  @Column('text') snippet!: string;
  @Column('text', { array: true }) flags!: string[];
  @Column('text', { array: true }) folders!: string[];
  @Column('text', { array: true }) defects!: string[];
  @Column('int', { name: 'file_count' }) fileCount!: number;
  @Column('timestamptz', { name: 'archived_at' }) archivedAt!: Date;
  @Column('tsvector') words!: string;
}

@Entity('archived_mail_text')
export class ArchivedMailText {
  @PrimaryColumn('uuid', { name: 'mail_id' }) mailId!: string;
  @Column('text') content!: string;
  @Column('boolean', { name: 'is_cut' }) isCut!: boolean;
  @Column('text', { nullable: true }) html!: string | null;
}

@Entity('archived_mail_file')
export class ArchivedMailFile {
  @PrimaryColumn('uuid', { name: 'mail_id' }) mailId!: string;
  @PrimaryColumn('int') position!: number;
  @Column('uuid', { name: 'attachment_id' }) attachmentId!: string;
  @Column('text', { name: 'content_id', nullable: true }) contentId!: string | null;
}

/** A message of a source, and the mail it became. */
@Entity('archived_mail_source')
export class ArchivedMailSource {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'inbox_id' }) inboxId!: string;
  @Column('uuid', { name: 'import_id' }) importId!: string;
  @Column('text') folder!: string;
  @Column('bigint', { name: 'uid_validity', transformer: asNumber }) uidValidity!: number;
  @Column('bigint', { transformer: asNumber }) uid!: number;
  @Column('bigint', { transformer: asNumber }) size!: number;
  @Column('text', { nullable: true }) sha256!: string | null;
  @Column('uuid', { name: 'raw_id', nullable: true }) rawId!: string | null;
  @Column('uuid', { name: 'mail_id', nullable: true }) mailId!: string | null;
  @Column('boolean', { name: 'is_duplicate' }) isDuplicate!: boolean;
  @Column('text', { nullable: true }) problem!: string | null;
  @Column('timestamptz') at!: Date;
}

/** What a server held against what the archive held. */
@Entity('mail_proof')
export class MailProof {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'inbox_id' }) inboxId!: string;
  @Column('text') state!: string;
  @Column('text', { nullable: true }) problem!: string | null;
  @Column('uuid', { name: 'requested_by', nullable: true }) requestedBy!: string | null;
  @Column('timestamptz', { name: 'requested_at' }) requestedAt!: Date;
  @Column('timestamptz', { name: 'began_at', nullable: true }) beganAt!: Date | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('boolean', { name: 'every_hash' }) everyHash!: boolean;
  @Column('boolean', { name: 'has_server' }) hasServer!: boolean;
  @Column('int') folders!: number;
  @Column('int', { name: 'on_server' }) onServer!: number;
  @Column('bigint', { name: 'server_bytes', transformer: asNumber }) serverBytes!: number;
  @Column('int', { name: 'in_archive' }) inArchive!: number;
  @Column('int') mails!: number;
  @Column('int') same!: number;
  @Column('int') hashed!: number;
  @Column('int') explained!: number;
  @Column('int') unexplained!: number;
  @Column('jsonb') kinds!: unknown;
  @Column('uuid', { nullable: true }) claim!: string | null;
  @Column('timestamptz', { name: 'claimed_until', nullable: true }) claimedUntil!: Date | null;
}

@Entity('mail_proof_difference')
export class MailProofDifference {
  @PrimaryColumn('uuid', { name: 'proof_id' }) proofId!: string;
  @PrimaryColumn('int') position!: number;
  @Column('text') kind!: string;
  @Column('boolean', { name: 'is_explained' }) isExplained!: boolean;
  @Column('text') folder!: string;
  @Column('bigint', { name: 'uid_validity', transformer: asNumber }) uidValidity!: number;
  @Column('bigint', { transformer: asNumber }) uid!: number;
  @Column('text', { name: 'message_id', nullable: true }) messageId!: string | null;
  @Column('bigint', { name: 'server_size', nullable: true, transformer: asNumber }) serverSize!: number | null;
  @Column('text', { name: 'server_sha256', nullable: true }) serverSha256!: string | null;
  @Column('bigint', { name: 'archive_size', nullable: true, transformer: asNumber }) archiveSize!: number | null;
  @Column('text', { name: 'archive_sha256', nullable: true }) archiveSha256!: string | null;
  @Column('uuid', { name: 'mail_id', nullable: true }) mailId!: string | null;
}
