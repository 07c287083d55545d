import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AttachmentUses, type DocumentOfFile } from '../attachments/attachment-uses.ts';
import type { Queries } from '../platform/database/tx.ts';

/** Tells the file store which documents that came on paper or by mail hold its files; those of the system are told by their sender. */
@Injectable()
export class FilesOfCopies implements OnModuleInit {
  constructor(private readonly uses: AttachmentUses) {}

  onModuleInit(): void {
    this.uses.add({ documentsOf: (queries, ids) => this.documentsOf(queries, ids) });
  }

  private documentsOf(queries: Queries, attachmentIds: readonly string[]): Promise<DocumentOfFile[]> {
    return queries.rows<DocumentOfFile>(
      `select l.attachment_id as "attachmentId", c.id, c.symbol, c.author_name as "unitName"
       from document_copy_attachment l join document_copy c on c.id = l.copy_id
       where l.attachment_id = any($1::uuid[]) and c.document_id is null order by c.id`,
      [attachmentIds],
    );
  }
}
