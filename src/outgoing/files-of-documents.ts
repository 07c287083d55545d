import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AttachmentUses, type DocumentOfFile } from '../attachments/attachment-uses.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Queries } from '../platform/database/tx.ts';
import { ReceiptsReader } from '../receipts/receipts.reader.ts';

/** Tells the file store what outgoing documents, and the receipts entered by hand for them, know of its files. */
@Injectable()
export class FilesOfDocuments implements OnModuleInit {
  constructor(
    private readonly uses: AttachmentUses,
    private readonly receipts: ReceiptsReader,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.uses.add({
      among: (queries, ids) => this.receipts.evidenceAmong(queries, ids),
      documentsOf: (queries, ids) => this.documentsOf(queries, ids),
    });
  }

  private documentsOf(queries: Queries, attachmentIds: readonly string[]): Promise<DocumentOfFile[]> {
    return queries.rows<DocumentOfFile>(
      `select l.attachment_id as "attachmentId", d.id, d.symbol,
         unit_name_on(d.unit_id, ($2::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date) as "unitName"
       from outgoing_attachment l join outgoing_document d on d.id = l.document_id
       where l.attachment_id = any($1::uuid[]) order by d.id`,
      [attachmentIds, this.clock.now()],
    );
  }
}
