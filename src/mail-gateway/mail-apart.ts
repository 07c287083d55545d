import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { BlobStore, type BlobId, type Inspect } from '../attachments/blob-store.ts';
import { DerivedBlobs } from '../attachments/derived-blobs.ts';
import { HEAD_BYTES, kindOf } from '../attachments/file-types.ts';
import { NewFiles } from '../attachments/new-files.ts';
import { Clock } from '../platform/clock/clock.ts';
import { DomainError } from '../platform/errors/domain-error.ts';
import type { Tx } from '../platform/database/tx.ts';
import { takeApart, type ReceivedPart, type ReceivedText } from '../platform/mail/received-mail.ts';
import { nameOfFile } from './file-of-mail.ts';

interface Found {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string | null;
  readonly sha256: string | null;
  readonly size: number;
  readonly isInline: boolean;
}

/** What a mail is made of, its files in the store. */
export interface Apart {
  readonly said: ReceivedText;
  readonly files: readonly Found[];
  /** Why it could not be taken apart; it is still there as it came. */
  readonly trouble: string | null;
}

const NOTHING: ReceivedText = { text: '', html: null, isCut: false };

/** Takes stored mails apart: words into the database, files into the store, each under the rules for files. */
@Injectable()
export class MailApart {
  constructor(
    private readonly blobs: BlobStore,
    private readonly derived: DerivedBlobs,
    private readonly newFiles: NewFiles,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads the message and keeps its files; nothing is written to the database yet. One that cannot be taken apart is no failure.
   * @throws attachments.disk-full, attachments.store-unavailable, attachments.blob-missing
   */
  async read(mail: BlobId, signal: AbortSignal): Promise<Apart> {
    const files: Found[] = [];
    try {
      const said = await takeApart(await this.blobs.open(mail), async (part) => {
        files.push(await this.keep(part, files.length + 1, signal));
      });
      return { said, files, trouble: null };
    } catch (error) {
      if (error instanceof DomainError || signal.aborted) throw error;
      return { said: NOTHING, files, trouble: 'cannot-be-read' };
    }
  }

  /** @returns false when it was written before */
  async write(tx: Tx, mailId: string, { sha256, size }: BlobId, { said, files, trouble }: Apart): Promise<boolean> {
    const changed = await tx.run(
      `update received_mail set apart_at = $2, trouble = $3, text_body = $4, html_body = $5, is_cut = $6 where id = $1 and apart_at is null`,
      [mailId, this.clock.now(), trouble, said.text, said.html, said.isCut],
    );
    if (changed === 0) return false;
    const contents = files.flatMap((file) =>
      file.sha256 !== null && file.mediaType !== null
        ? [{ sha256: file.sha256, size: file.size, mediaType: file.mediaType }]
        : [],
    );
    await this.derived.record(tx, contents);
    for (const [position, file] of files.entries())
      await tx.run(
        `insert into received_mail_file (id, mail_id, position, name, media_type, sha256, size, is_inline) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [file.id, mailId, position, file.name, file.mediaType, file.sha256, file.size, file.isInline],
      );
    // The message itself is a file as well, for whoever loads it down.
    await this.newFiles.tell(tx, [...contents, { sha256, size, mediaType: 'message/rfc822' }]);
    return true;
  }

  private async keep(part: ReceivedPart, position: number, signal: AbortSignal): Promise<Found> {
    const name = nameOfFile(part.name, part.mediaType, position);
    const look = lookAt(name);
    const kept = await this.blobs.receive(part.content, look.inspect, signal);
    const found = { id: randomUUID(), name, size: kept.size, isInline: part.isInline };
    try {
      const mediaType = look.mediaType();
      if (mediaType === null) return { ...found, mediaType: null, sha256: null };
      await kept.keep();
      return { ...found, mediaType, sha256: kept.sha256 };
    } finally {
      await kept.discard();
    }
  }
}

/** Watches the first bytes of a file pass; what may not be taken in passes too, for the message to be read to its end. */
function lookAt(name: string): { readonly inspect: Inspect; readonly mediaType: () => string | null } {
  let mediaType: string | null = null;
  const inspect: Inspect = async function* (chunks) {
    let head: Buffer | null = Buffer.alloc(0);
    for await (const chunk of chunks) {
      if (head) {
        head = Buffer.concat([head, chunk]);
        if (head.length >= HEAD_BYTES) {
          mediaType = await typeOf(name, head);
          head = null;
        }
      }
      yield chunk;
    }
    if (head) mediaType = await typeOf(name, head);
  };
  return { inspect, mediaType: () => mediaType };
}

async function typeOf(name: string, bytes: Buffer): Promise<string | null> {
  if (bytes.length === 0) return null;
  return (await kindOf(name, bytes.subarray(0, HEAD_BYTES)))?.mediaType ?? null;
}
