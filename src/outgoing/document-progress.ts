import { Injectable } from '@nestjs/common';
import type { Queries } from '../platform/database/tx.ts';
import type { DocumentProgressWire } from './outgoing-overview.wire.ts';

/** Cells of copies that are done without anybody having acknowledged them: those sent for the file. */
export const FOR_THE_FILE = `(state = 'done' and not acknowledged)`;

const sumOf = (condition: string): string => `coalesce(sum(copies) filter (where ${condition}), 0)::int`;

/** How documents stand with their recipients, several at once. From the counts that are kept, so it costs the same for any number of copies. */
@Injectable()
export class DocumentProgress {
  /** By document; one that has no copies is not in it. One query. */
  async of(
    queries: Queries,
    documentIds: readonly string[],
    now: Date,
  ): Promise<ReadonlyMap<string, DocumentProgressWire>> {
    const rows = await queries.rows<DocumentProgressWire & { documentId: string }>(
      `select document_id as "documentId", sum(copies)::int as recipients, ${sumOf('acknowledged')} as acknowledged,
         ${sumOf(`state = 'delivered' and not opened`)} as unopened, ${sumOf(`state in ('refused', 'returned')`)} as refused,
         ${sumOf(`state = 'undeliverable'`)} as undeliverable, ${sumOf('is_open')} as open, ${sumOf('overdue_at <= $2')} as overdue
       from tracking_now where document_id = any($1) and not ${FOR_THE_FILE} group by document_id`,
      [documentIds, now],
    );
    return new Map(rows.map(({ documentId, ...progress }) => [documentId, progress]));
  }
}
