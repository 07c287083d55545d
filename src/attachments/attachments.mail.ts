import { Readable } from 'node:stream';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { MailAttachment } from '../platform/mail/mail-attachments.ts';
import { MailAttachments } from '../platform/mail/mail-attachments.ts';
import { Mail } from '../platform/mail/mail.ts';
import type { Attachment } from './attachment.entity.ts';
import { AttachmentUses } from './attachment-uses.ts';
import { AttachmentsReader } from './attachments.reader.ts';
import { ATTACHMENTS } from './attachments.errors.ts';
import { BlobStore } from './blob-store.ts';
import { ScanGate } from './scan-gate.ts';

/** Files for mails to recipients outside the system. */
@Injectable()
export class AttachmentsForMail extends MailAttachments implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly attachments: AttachmentsReader,
    private readonly blobs: BlobStore,
    private readonly gate: ScanGate,
    private readonly uses: AttachmentUses,
    private readonly mail: Mail,
  ) {
    super();
  }

  onModuleInit(): void {
    this.uses.add({ among: (queries, ids) => this.mail.attachmentsAmong(queries, ids) });
  }

  /**
   * Each file is opened when its turn to be sent comes: a bucket would otherwise be asked for more at once than it gives connections,
   * and drop those nobody reads yet.
   */
  async open(attachmentIds: readonly string[]): Promise<MailAttachment[]> {
    const found = await this.attachments.byIds(this.database, attachmentIds);
    await this.gate.refuse([...found.values()]);
    const ready: MailAttachment[] = [];
    for (const id of attachmentIds) {
      const file = found.get(id);
      if (!file || !(await this.blobs.has(file))) throw ATTACHMENTS.blobMissing();
      ready.push({ filename: file.name, contentType: file.mediaType, content: Readable.from(this.bytesOf(file)) });
    }
    return ready;
  }

  private async *bytesOf(file: Attachment): AsyncIterable<Buffer> {
    yield* (await this.blobs.open(file)) as AsyncIterable<Buffer>;
  }
}
