import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { TrackingSummaryWire } from './tracking.wire.ts';

/** A document whose kept counts are not those of its copies. */
export interface CountFault {
  readonly documentId: string;
  /** Copies by the counts, and in truth, alike in everything else; only those kinds that differ. */
  readonly counted: number;
  readonly found: number;
}

interface Folding extends Record<string, unknown> {
  readonly folded: string | null;
  readonly reached: string | null;
}

/** What the board sums up, as sums over the cells of one document. @param now the placeholder of the present */
export const sums = (now: string): string => `
  coalesce(sum(copies), 0)::int as recipients, coalesce(sum(copies) filter (where opened), 0)::int as opened,
  coalesce(sum(copies) filter (where acknowledged), 0)::int as acknowledged, coalesce(sum(copies) filter (where registered), 0)::int as registered,
  coalesce(sum(copies) filter (where state = 'done'), 0)::int as done,
  coalesce(sum(copies) filter (where state in ('refused', 'returned', 'noted')), 0)::int as refused,
  coalesce(sum(copies) filter (where state = 'undeliverable'), 0)::int as undeliverable,
  coalesce(sum(copies) filter (where state in ('withdrawn', 'superseded')), 0)::int as withdrawn,
  coalesce(sum(copies) filter (where is_open), 0)::int as open, coalesce(sum(copies) filter (where overdue_at <= ${now}), 0)::int as overdue`;

/** Takes a fraction of a second, where a statement may take five. */
const MOST_AT_ONCE = 10_000;
const BATCH = 100;
const FIRST = '00000000-0000-0000-0000-000000000000';
const CELL = 'document_id, state, is_open, opened, acknowledged, registered, overdue_at';

/**
 * How many copies of a document stand how, without counting them: kept in cells, and in changes that are not in the cells yet. The
 * database notes the changes itself (triggers of migration 0017), so no way of writing deliveries can forget them.
 */
@Injectable()
export class TrackingCounts {
  constructor(private readonly database: Database) {}

  /** Exact, with everything committed before the call; costs the same for ten copies and for a hundred thousand. */
  async summary(documentId: string, now: Date): Promise<TrackingSummaryWire> {
    const row = await this.database.first<TrackingSummaryWire>(
      `select ${sums('$2')} from tracking_now where document_id = $1`,
      [documentId, now],
    );
    if (!row) throw new Error('a sum gave no row');
    return row;
  }

  /**
   * Moves the changes into the cells, from one process at a time.
   * @param goesOn false: the process ends, and what is left another one moves
   * @param most changes in one statement, or all those of one document
   * @returns how many changes; null when another process is at it
   */
  async fold(goesOn = () => true, most = MOST_AT_ONCE): Promise<number | null> {
    let changes = 0;
    for (let after = FIRST; ;) {
      const row = await this.database.first<Folding>(`select folded, reached from fold_tracking($1, $2)`, [
        most,
        after,
      ]);
      if (!row?.folded) return null;
      changes += Number(row.folded);
      if (Number(row.folded) < most || row.reached === null || !goesOn()) return changes;
      after = row.reached;
    }
  }

  /** Counts the copies of every document and compares. Also beside a service at work: each document is read in one statement. */
  async verifyAll(): Promise<{ readonly documents: number; readonly faults: readonly CountFault[] }> {
    const faults: CountFault[] = [];
    let documents = 0;
    for (let ids = await this.after(FIRST); ids.length > 0; ids = await this.after(ids.at(-1) ?? FIRST)) {
      documents += ids.length;
      faults.push(...(await this.compare(ids)));
    }
    return { documents, faults };
  }

  private async after(id: string): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(
      `select id from outgoing_document where id > $1 order by id limit ${BATCH}`,
      [id],
    );
    return rows.map((row) => row.id);
  }

  private compare(documentIds: readonly string[]): Promise<CountFault[]> {
    return this.database.rows<CountFault & Record<string, unknown>>(
      `select document_id as "documentId", sum(counted)::int as counted, sum(found)::int as found from (
         select ${CELL}, sum(counted) as counted, sum(found) as found from (
           select ${CELL}, copies as counted, 0 as found from tracking_now where document_id = any($1)
           union all select ${CELL}, 0, copies from tracking_recount where document_id = any($1)) both_ways
         group by ${CELL} having sum(counted) <> sum(found)) apart
       group by document_id order by document_id`,
      [documentIds],
    );
  }
}
