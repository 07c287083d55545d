import { Injectable } from '@nestjs/common';
import { AttachmentsReader, type KnownFile } from '../attachments/attachments.reader.ts';
import { Database } from '../platform/database/database.ts';
import type { Delivery, DocumentCopy } from './delivery.entity.ts';
import { DETAIL_COLUMNS, type IncomingDetailRow } from './incoming.rows.ts';

/** A delivery with all that an act on it, and the answer, need to know while nobody can have been given work on it. */
export type WholeCopy = Row & { readonly files: readonly KnownFile[] };

type Row = IncomingDetailRow & Pick<DocumentCopy, 'revision'> & Pick<Delivery, 'assignedAt' | 'startedAt'>;

const WHOLE = `select ${DETAIL_COLUMNS}, c.revision, v.assigned_at as "assignedAt", v.started_at as "startedAt"
  from delivery v join document_copy c on c.id = v.copy_id where v.id = any($1::uuid[])`;

/** Reads deliveries of any units, many at once: for callers that ask themselves who may see them. */
@Injectable()
export class CopiesReader {
  constructor(
    private readonly database: Database,
    private readonly attachments: AttachmentsReader,
  ) {}

  /** In the order of the ids; null where there is none. One round trip, and one more when any of them has files. */
  async byIds(ids: readonly string[]): Promise<(WholeCopy | null)[]> {
    const rows = await this.database.rows<Row>(WHOLE, [ids]);
    const fileIds = [...new Set(rows.flatMap((row) => row.attachmentIds))];
    const files =
      fileIds.length === 0 ? new Map<string, KnownFile>() : await this.attachments.byIds(this.database, fileIds);
    const copies = new Map<string, WholeCopy>(
      rows.map((row) => [row.id, { ...row, files: row.attachmentIds.flatMap((id) => files.get(id) ?? []) }]),
    );
    return ids.map((id) => copies.get(id) ?? null);
  }
}
