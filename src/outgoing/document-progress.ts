import { Injectable } from '@nestjs/common';
import type { Queries } from '../platform/database/tx.ts';
import { overdueCondition } from './tracking.rows.ts';
import type { DocumentProgressWire } from './outgoing-overview.wire.ts';

const ALIVE = `v.state in ('delivered', 'opened', 'acknowledged', 'registered', 'assigned', 'in_progress')`;

/** How documents stand with their recipients, several at once. The one place that counts copies for the home page. */
@Injectable()
export class DocumentProgress {
  /** By document; one that has no copies is not in it. One query. */
  async of(
    queries: Queries,
    documentIds: readonly string[],
    now: Date,
  ): Promise<ReadonlyMap<string, DocumentProgressWire>> {
    const rows = await queries.rows<DocumentProgressWire & { documentId: string }>(
      `select v.document_id as "documentId", count(*)::int as recipients, count(*) filter (where v.acknowledged_at is not null)::int as acknowledged,
         count(*) filter (where v.state = 'delivered' and v.opened_at is null)::int as unopened,
         count(*) filter (where v.state in ('refused', 'returned'))::int as refused,
         count(*) filter (where v.state = 'undeliverable')::int as undeliverable, count(*) filter (where v.is_open)::int as open,
         count(*) filter (where ${ALIVE} and ${overdueCondition('$2')})::int as overdue
       from unnest($1::uuid[]) d(id) join delivery v on v.document_id = d.id
       where v.purpose <> 'file' and not (v.state = 'withdrawn' and v.delivered_at is null) group by v.document_id`,
      [documentIds, now],
    );
    return new Map(rows.map(({ documentId, ...progress }) => [documentId, progress]));
  }
}
