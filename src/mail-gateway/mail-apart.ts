import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { BlobStore, type BlobId } from '../attachments/blob-store.ts';
import { DerivedBlobs } from '../attachments/derived-blobs.ts';
import { asDiskError } from '../attachments/disk-errors.ts';
import { NewFiles } from '../attachments/new-files.ts';
import { discardFiles } from '../mail-reading/mail-reading.ts';
import type { ReadFile, ReadMail } from '../mail-reading/read-mail.ts';
import { ReadingThreads } from '../mail-reading/reading-threads.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import type { Defect } from '../platform/mail/message-shape.ts';

/** What a mail says, its files in the store. */
export type Apart = Pick<ReadMail, 'text' | 'html' | 'leftOut' | 'isCut' | 'files' | 'defects'>;

const UNREAD: ReadonlySet<Defect> = new Set(['unparsable', 'too-slow', 'too-large-to-read', 'too-many-files']);

/** Takes stored mails apart: words into the database, files into the store, each under the rules for files. */
@Injectable()
export class MailApart {
  constructor(
    private readonly blobs: BlobStore,
    private readonly derived: DerivedBlobs,
    private readonly newFiles: NewFiles,
    private readonly threads: ReadingThreads,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads the message and keeps its files; nothing is written to the database yet. One that cannot be taken apart is no failure.
   * @throws attachments.disk-full, attachments.store-unavailable, attachments.blob-missing
   */
  async read(mail: BlobId, signal: AbortSignal): Promise<Apart> {
    const path = await this.blobs.stage();
    try {
      await this.copy(mail, path, signal);
      const read = await this.threads.useOne((thread) =>
        thread.read({ path, bytes: null, size: mail.size, look: 'words', isPacked: false }),
      );
      await this.blobs.adoptMany(read.files.filter(isTakenIn));
      return read;
    } finally {
      await rm(path, { force: true });
      await discardFiles(path);
    }
  }

  /** @returns false when it was written before */
  async write(tx: Tx, mailId: string, { sha256, size }: BlobId, apart: Apart): Promise<boolean> {
    const { text, html, leftOut, isCut, defects, files } = apart;
    const trouble = defects.some((defect) => UNREAD.has(defect)) ? 'cannot-be-read' : null;
    const changed = await tx.run(
      `update received_mail set apart_at = $2, trouble = $3, text_body = $4, html_body = $5, left_out = $6, is_cut = $7
       where id = $1 and apart_at is null`,
      [mailId, this.clock.now(), trouble, text, html, leftOut, isCut],
    );
    if (changed === 0) return false;
    const contents = files.filter(isTakenIn);
    await this.derived.record(tx, contents);
    for (const [position, file] of files.entries())
      await tx.run(
        `insert into received_mail_file (id, mail_id, position, name, media_type, sha256, size, is_inline) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          randomUUID(),
          mailId,
          position,
          file.name,
          file.mediaType,
          isTakenIn(file) ? file.sha256 : null,
          file.size,
          file.isInline,
        ],
      );
    // The message itself is a file as well, for whoever loads it down.
    await this.newFiles.tell(tx, [...contents, { sha256, size, mediaType: 'message/rfc822' }]);
    return true;
  }

  private async copy(mail: BlobId, path: string, signal: AbortSignal): Promise<void> {
    try {
      await pipeline(await this.blobs.open(mail), createWriteStream(path, { flags: 'wx', mode: 0o640 }), { signal });
    } catch (error) {
      throw asDiskError(error);
    }
  }
}

/** What may not be taken in stays in the message alone. */
const isTakenIn = (file: ReadFile): file is ReadFile & { readonly mediaType: string } => file.mediaType !== null;
